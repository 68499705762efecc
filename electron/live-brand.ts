import type { BusinessTime } from '#shared/base/business-time.ts';
import { fromJson } from '#shared/base/json-text.ts';
import type { Machine } from '#shared/base/machine.ts';
import { Brand } from '#shared/settings/brand.ts';
import { shopSetting } from '#shared/settings/shop-setting.ts';
import { createVoices, type Voices } from '#electron/platform/language.ts';
import type { Store } from '#electron/store/store.ts';

/** How the shop looks and speaks now, at every till of it. */
export interface LiveBrand {
  get(): Brand;
  /** Keeps it for every till of the shop. */
  keep(next: Brand, time: BusinessTime): void;
  /** Looks whether somebody changed it, here or at another till. */
  follow(): void;
}

/** The brand as the ledger has it, and the voices that speak by it. `changed` hears of each change that comes later. */
export async function openBrand({
  store,
  shop,
  machine,
  committed,
  changed,
}: {
  store: Pick<Store, 'look' | 'writer' | 'commit'>;
  shop: string;
  machine: Pick<Machine, 'sha256'>;
  /** After the commit: the ledger has moved. */
  committed(): void;
  changed(brand: Brand): void;
}): Promise<{ brand: LiveBrand; voices: Voices }> {
  const setting = shopSetting('brand', shop, machine.sha256);
  const text = (): string => store.look.choice(setting)?.value ?? '{}';
  const read = (said: string): Brand => {
    const brand = Brand.safeParse(fromJson(said));
    // As a newer Tessera at another till may say it.
    return brand.success ? brand.data : Brand.parse({});
  };
  let seen = text();
  let now = read(seen);
  const voices = await createVoices(now.points);
  const brand: LiveBrand = {
    get: () => now,
    keep(next, time) {
      const revision = (store.look.choice(setting)?.revision ?? 0) + 1;
      const value = JSON.stringify(next);
      const body = { setting, revision, value, by: store.writer };
      store.commit({ facts: [{ type: 'SettingsChanged', body }], time });
      brand.follow();
      committed();
    },
    follow() {
      const said = text();
      if (said === seen) return;
      seen = said;
      now = read(said);
      // Papers of this very moment may still call points as before.
      void voices.rename(now.points);
      changed(now);
    },
  };
  return { brand, voices };
}
