import type { BackOfficeAnswer } from '#shared/api/back-office.api.ts';
import type { Handlers } from '#shared/api/channel.ts';
import type { shopApi } from '#shared/api/shop.api.ts';
import { changeRule, oddRules } from '#shared/back-office/change-rules.ts';
import { exampleSale } from '#shared/back-office/example-basket.ts';
import { fromJson } from '#shared/base/json-text.ts';
import { businessDay } from '#shared/base/business-time.ts';
import { ruleForm, ruleNames, ruleOf, ruleSchema, withRules } from '#shared/settings/shop-rules.ts';
import { shopSetting } from '#shared/settings/shop-setting.ts';
import type { BackOffice } from './back-office.handlers.ts';

/** The shop's rules, shown, tried out and changed; each change is a fact of its own. */
export function shopHandlers(office: BackOffice): Handlers<typeof shopApi> {
  const { store, settings, machine } = office;
  const revisionOf = (name: string): number =>
    store.look.shopRules().find(({ setting }) => setting === name)?.revision ?? 0;
  return {
    'shop.rules': () => ({
      rules: ruleNames.map((setting) => ({
        setting,
        revision: revisionOf(setting),
        value: JSON.stringify(ruleOf(settings, setting)),
        schema: JSON.stringify(ruleForm(setting)),
      })),
      odd: oddRules(settings).map((odd) => ({ ...odd })),
    }),
    'shop.save': (wanted): BackOfficeAnswer => {
      if (store.standing.state() === 'retired') return { ok: false, refusal: { code: 'RETIRED' } };
      const atMs = machine.now();
      const time = { atMs, day: businessDay(atMs, settings) };
      const answer = store.atOnce((): BackOfficeAnswer => {
        const setting =
          wanted.setting === 'paper' ? shopSetting('paper', settings.shop, machine.sha256) : wanted.setting;
        const decision = changeRule({ ...wanted, setting }, store.look.shopRules(), store.writer);
        if (!decision.ok) return { ok: false, refusal: { ...decision.error } };
        if (decision.value.length > 0) store.commit({ facts: decision.value, time });
        return { ok: true };
      });
      if (answer.ok) office.committed();
      return answer;
    },
    'shop.try': (draft) => {
      if (!ruleSchema(draft.setting)?.safeParse(fromJson(draft.value)).success) return null;
      const odd = oddRules(settings, [draft]).map((one) => ({ ...one }));
      const { offers, ...sums } = exampleSale(withRules(settings, [draft]));
      const shown = offers.map(({ because, ...offer }) => ({ ...offer, because: because && { ...because } }));
      return { example: { ...sums, offers: shown }, odd };
    },
  };
}
