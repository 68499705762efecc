import type { Machine } from '#shared/base/machine.ts';
import { withRules, type ShopRule } from '#shared/settings/shop-rules.ts';
import { shopSetting } from '#shared/settings/shop-setting.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import type { Store } from '#electron/store/store.ts';

/** The shop's choices as they are now. */
export interface LiveSettings {
  /** Always the same object: whoever holds it sees a change with the next sale. */
  settings: ShopSettings;
  /** Looks whether somebody changed a rule, here or at another till. Costs nothing while nobody did. */
  follow(): void;
}

/** What the file says, with what was changed on the screen on top. `changed` hears of each change that comes later. */
export function liveSettings(
  file: ShopSettings,
  { look }: Pick<Store, 'look'>,
  sha256: Machine['sha256'],
  changed: () => void = () => undefined,
): LiveSettings {
  const paper = shopSetting('paper', file.shop, sha256);
  /** What stands on paper is each shop's own: the others' is not ours. */
  const own = (rules: readonly ShopRule[]): ShopRule[] =>
    rules.map((rule) => (rule.setting === paper ? { ...rule, setting: 'paper' } : rule));
  let seen: readonly ShopRule[] = look.shopRules();
  const settings = { ...withRules(file, own(seen)) };
  return {
    settings,
    follow() {
      const rules = look.shopRules();
      if (rules === seen) return;
      seen = rules;
      Object.assign(settings, withRules(file, own(rules)));
      changed();
    },
  };
}
