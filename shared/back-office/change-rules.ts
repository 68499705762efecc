import { fromJson } from '../base/json-text.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import type { OperatorId } from '../ledger/decision.ts';
import type { Fact } from '../ledger/events.ts';
import { ruleSchema, withRules, type ShopRule } from '../settings/shop-rules.ts';
import { groupOfSetting } from '../settings/shop-setting.ts';
import type { ShopSettings } from '../settings/shop-settings.ts';
import { wrongIn, type WrongSetUp } from '../programs/wrong-set-up.ts';

/** Why a change of the shop's rules is not taken. A set-up says which field is wrong, and how. */
export type RuleRefusal =
  | { code: 'RULE_UNKNOWN' }
  | ({ code: 'PROGRAM_SETUP_WRONG' } & WrongSetUp)
  /** Somebody else changed it meanwhile: look again. */
  | { code: 'RULE_CHANGED' };

/** Changes a group of the shop's rules from the next sale on. `wanted.revision` is the one that was seen, 0 for what the file says. */
export function changeRule(
  wanted: ShopRule,
  known: readonly ShopRule[],
  by: OperatorId,
): Result<Fact[], RuleRefusal> {
  const { setting, revision } = wanted;
  const schema = ruleSchema(groupOfSetting(setting));
  if (!schema) return refuse({ code: 'RULE_UNKNOWN' });
  const before = known.find((one) => one.setting === setting);
  if ((before?.revision ?? 0) !== revision) return refuse({ code: 'RULE_CHANGED' });
  const parsed = schema.safeParse(fromJson(wanted.value));
  if (!parsed.success) return refuse({ code: 'PROGRAM_SETUP_WRONG', ...wrongIn(parsed.error) });
  const value = JSON.stringify(parsed.data);
  if (before?.value === value) return ok([]);
  return ok([{ type: 'SettingsChanged', body: { setting, revision: revision + 1, value, by } }]);
}

/** Something odd about the rules taken together: allowed, and probably not meant. */
export type OddRule =
  | { code: 'VALUE_EARNS_VALUE' }
  | { code: 'NO_OFFER_EVER' }
  | { code: 'MEMBER_LIMIT_ABOVE_TILL'; memberMinor: number; tillMinor: number }
  | { code: 'RISK_WITHOUT_LIMIT' };

/** The codes by name, so that a test can demand a sentence for each. The compiler keeps it complete. */
export const oddRuleCodes = Object.keys({
  VALUE_EARNS_VALUE: 0,
  NO_OFFER_EVER: 0,
  MEMBER_LIMIT_ABOVE_TILL: 0,
  RISK_WITHOUT_LIMIT: 0,
} satisfies Record<OddRule['code'], 0>) as OddRule['code'][];

/** What is odd about the rules as they would be with this change, looked at as a whole. */
export function oddRules(settings: ShopSettings, change: readonly ShopRule[] = []): OddRule[] {
  const { earn, stacking, drawers } = withRules(settings, change);
  const { perMemberMinor, perTillMinor } = drawers.limits;
  const risks = Object.values(drawers.offline).includes('bounded');
  return [
    ...(earn.onPaidWithValue ? [{ code: 'VALUE_EARNS_VALUE' } as const] : []),
    ...(stacking.mostOffers === 0 || stacking.mostOffBp === 0 ? [{ code: 'NO_OFFER_EVER' } as const] : []),
    ...(risks && perMemberMinor > perTillMinor
      ? [{ code: 'MEMBER_LIMIT_ABOVE_TILL', memberMinor: perMemberMinor, tillMinor: perTillMinor } as const]
      : []),
    ...(risks && (perMemberMinor === 0 || perTillMinor === 0)
      ? [{ code: 'RISK_WITHOUT_LIMIT' } as const]
      : []),
  ];
}
