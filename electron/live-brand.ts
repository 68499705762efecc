import type { BusinessTime } from '#shared/base/business-time.ts';
import { fromJson } from '#shared/base/json-text.ts';
import type { Machine } from '#shared/base/machine.ts';
import { Brand, type WornBrand } from '#shared/settings/brand.ts';
import { shopSetting } from '#shared/settings/shop-setting.ts';
import { createVoices, type Voices } from '#electron/platform/language.ts';
import { ownPointsOf } from '#shared/programs/points/own-points.ts';
import type { Store } from '#electron/store/store.ts';

/** How the shop looks and speaks now, at every till of it. */
export interface LiveBrand {
  get(): WornBrand;
  /** Keeps it for every till of the shop. */
  keep(next: Brand, time: BusinessTime): void;
  /** Looks whether somebody changed it, or what a program calls its points, here or at another till. Costs nothing while nobody did. */
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
  changed(brand: WornBrand): void;
}): Promise<{ brand: LiveBrand; voices: Voices }> {
  const setting = shopSetting('brand', shop, machine.sha256);
  const text = (): string => store.look.choice(setting)?.value ?? '{}';
  const read = (said: string): Brand => {
    const brand = Brand.safeParse(fromJson(said));
    // As a newer Tessera at another till may say it.
    return brand.success ? brand.data : Brand.parse({});
  };
  const look = () => ({ said: text(), programs: store.look.programs() });
  const worn = (said: string): WornBrand => ({ ...read(said), ownPoints: ownPointsOf(store.look.setUps()) });
  let seen = look();
  let now = worn(seen.said);
  const voices = await createVoices(now);
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
      const next = look();
      if (next.said === seen.said && next.programs === seen.programs) return;
      seen = next;
      const before = JSON.stringify(now);
      now = worn(next.said);
      if (JSON.stringify(now) === before) return;
      // Papers of this very moment may still call points as before.
      void voices.rename(now);
      changed(now);
    },
  };
  return { brand, voices };
}
