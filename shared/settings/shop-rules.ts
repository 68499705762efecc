import { z } from 'zod';
import { fromJson } from '../base/json-text.ts';
import { EarnRules } from '../basket/earn-base.ts';
import { formWords, type Shape } from '../programs/setup-schema.ts';
import { SegmentRules } from '../segments/segment-rules.ts';
import { PaperSettings } from './paper-settings.ts';
import { ClaimSettings, DrawerSettings, ShopSettings, StackingSettings } from './shop-settings.ts';

/**
 * What of the settings is changed on the screen, group by group. A change is a fact of the ledger and holds at
 * every till of the chain; what is on paper, at those of the shop (shop-setting.ts).
 */
const schemas = {
  earn: EarnRules,
  stacking: StackingSettings,
  drawers: DrawerSettings,
  counter: ShopSettings.pick({ maxSaleMinor: true, burnWithoutCardMinor: true, cutOffHour: true }),
  claims: ClaimSettings,
  segments: SegmentRules,
  paper: PaperSettings,
} as const;
export type RuleName = keyof typeof schemas;

/** The groups that are changed as forms, in the order in which people read them. What is on paper is changed beside the paper itself. */
export const ruleNames = (Object.keys(schemas) as RuleName[]).filter((name) => name !== 'paper');

/** What a changed group consists of, as the ledger keeps it: `revision` rises by one with each change, 0 is none. */
export interface ShopRule {
  setting: string;
  revision: number;
  /** JSON in the group's own schema. */
  value: string;
}

/** A group's choices as they stand in these settings. */
export function ruleOf(settings: ShopSettings, name: RuleName): unknown {
  if (name !== 'counter') return settings[name];
  const { maxSaleMinor, burnWithoutCardMinor, cutOffHour } = settings;
  return { maxSaleMinor, burnWithoutCardMinor, cutOffHour };
}

/** The schema of a group, or undefined for one that a newer Tessera has. */
export const ruleSchema = (name: string): z.ZodType | undefined =>
  Object.hasOwn(schemas, name) ? schemas[name as RuleName] : undefined;

/** As much of JSON Schema as a form is made of. All fields are there, since each has a default. */
export const ruleForm = (name: RuleName): Shape =>
  z.toJSONSchema(schemas[name], { io: 'output', unrepresentable: 'any' }) as Shape;

/** Every name and every choice that people meet in these forms, so that a test can demand words for each. */
export const ruleWords = (): { fields: string[]; choices: string[] } => formWords(ruleNames.map(ruleForm));

/**
 * The settings with what was changed since on top. A change that no longer fits its schema is passed over: the till goes on with what it
 * had, as a newer till's change at an older one.
 */
export function withRules(settings: ShopSettings, rules: readonly ShopRule[]): ShopSettings {
  let now = settings;
  for (const { setting, value } of rules) {
    const parsed = ruleSchema(setting)?.safeParse(fromJson(value));
    if (!parsed?.success) continue;
    now = setting === 'counter' ? { ...now, ...(parsed.data as object) } : { ...now, [setting]: parsed.data };
  }
  return now;
}
