import { fromJson } from '#shared/base/json-text.ts';
import type { Machine } from '#shared/base/machine.ts';
import { Brand } from '#shared/settings/brand.ts';
import { shopSetting } from '#shared/settings/shop-setting.ts';
import type { Fact } from '#shared/ledger/events.ts';
import type { Store } from '#electron/store/store.ts';

/** How the shop looks and speaks now, at every till of it. */
export interface LiveBrand {
  get(): Brand;
  /** Keeps it for every till of the shop. */
  keep(next: Brand): void;
  /** Looks whether somebody changed it, here or at another till. */
  follow(): void;
}

/** The brand as the ledger has it. `changed` hears of each change that comes later. */
export function createLiveBrand({
  store,
  shop,
  sha256,
  record,
  changed,
}: {
  store: Pick<Store, 'look' | 'writer'>;
  shop: string;
  sha256: Machine['sha256'];
  record(fact: Fact): void;
  changed(brand: Brand): void;
}): LiveBrand {
  const setting = shopSetting('brand', shop, sha256);
  const text = (): string => store.look.choice(setting)?.value ?? '{}';
  const read = (said: string): Brand => {
    const brand = Brand.safeParse(fromJson(said));
    // As a newer Tessera at another till may say it.
    return brand.success ? brand.data : Brand.parse({});
  };
  let seen = text();
  let now = read(seen);
  const live: LiveBrand = {
    get: () => now,
    keep(next) {
      const revision = (store.look.choice(setting)?.revision ?? 0) + 1;
      const value = JSON.stringify(next);
      record({ type: 'SettingsChanged', body: { setting, revision, value, by: store.writer } });
      live.follow();
    },
    follow() {
      const said = text();
      if (said === seen) return;
      seen = said;
      now = read(said);
      changed(now);
    },
  };
  return live;
}
