import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { Trouble } from '#shared/base/trouble.ts';
import { businessDay } from '#shared/base/business-time.ts';
import type { Machine } from '#shared/base/machine.ts';
import { openTillFacts } from '#shared/back-office/open-till.ts';
import type { Fact } from '#shared/ledger/events.ts';
import type { Brand } from '#shared/settings/brand.ts';
import { shopSetting } from '#shared/settings/shop-setting.ts';
import { ShopSettings } from '#shared/settings/shop-settings.ts';
import type { TillKey } from './platform/till-key.ts';
import type { Seen } from './platform/witness.ts';
import type { Store } from './store/store.ts';
import { demoFacts, demoShop } from './demo/demo-shop.ts';

/** The shop's own choices from its data folder, or the demo shop's. Trouble in words when they cannot be understood. */
export function readSettings(dataDir: string, demo: boolean): ShopSettings {
  if (demo) return demoShop.settings;
  const file = path.join(dataDir, 'settings.json');
  if (!existsSync(file)) return ShopSettings.parse({});
  let choices: unknown;
  try {
    choices = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Trouble('SETTINGS_WRONG', `${file} is not JSON: ${String(cause)}`, 'never', { cause });
  }
  const settings = ShopSettings.safeParse(choices);
  if (!settings.success) throw new Trouble('SETTINGS_WRONG', `${file}: ${z.prettifyError(settings.error)}`);
  return settings.data;
}

/** Writes the first facts of a new till, in one transaction; a till that has its log is left alone. */
export function openLedger(
  store: Store,
  settings: ShopSettings,
  key: TillKey,
  demo: boolean,
  machine: Machine,
  /** How the shop looks from its first day on; absent for one that chooses it later. */
  brand?: Brand,
): void {
  if (store.head().seq > 0 || store.readOnly) return;
  const opening = openTillFacts(settings, key.publicKey);
  if (!opening.ok) {
    const { code, programId, detail } = opening.error;
    throw new Trouble('SETTINGS_WRONG', `Program ${programId} of the settings: ${code} (${detail})`);
  }
  const atMs = machine.now();
  const time = { atMs, day: businessDay(atMs, settings) };
  const members = demo ? demoFacts(store.writer, machine, settings.programs) : [];
  const looks: Fact[] = brand
    ? [
        {
          type: 'SettingsChanged',
          body: {
            setting: shopSetting('brand', settings.shop, machine.sha256),
            revision: 1,
            value: JSON.stringify(brand),
            by: store.writer,
          },
        },
      ]
    : [];
  store.commit({ facts: [...opening.value, ...looks, ...members], time });
}

/**
 * Whether this database is not the one that the witness saw: shorter, or with another event where its log ended. Then an older copy
 * was put back, and what the till redeemed since is forgotten here, but not by customers.
 */
export function wasPutBack(store: Store, seen: Seen | undefined): boolean {
  if (!seen || seen.writer !== store.writer || seen.length === 0) return false;
  const [event] = store.ownAfter(seen.length - 1, 1);
  return event?.hash !== seen.head && store.head().epoch <= seen.epoch;
}

/** Redeems nothing from an older copy that was put back, until the centre was asked what the witness saw since. */
export function distrustOlderCopy(store: Store, seen: Seen | undefined, log: (line: string) => void): void {
  if (store.readOnly || !wasPutBack(store, seen)) return;
  log('an older copy of this database was put back: nothing is redeemed until the centre was asked');
  store.standing.keep({ state: 'restricted' });
}
