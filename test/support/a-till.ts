import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Machine } from '#shared/base/machine.ts';
import { ShopSettings } from '#shared/settings/shop-settings.ts';
import type { VisitView } from '#shared/api/checkout.api.ts';
import type { Envelope } from '#shared/ledger/envelope.ts';
import { createCheckout, type Checkout, type CheckoutOptions } from '#electron/checkout/checkout.ts';
import { demoShop } from '#electron/demo/demo-shop.ts';
import { openLedger } from '#electron/opening.ts';
import { speak } from '#electron/platform/language.ts';
import { nodeMachine, verifyEd25519 } from '#electron/platform/machine.ts';
import { openTillKey, type TillKey } from '#electron/platform/till-key.ts';
import { openStore, type Store } from '#electron/store/store.ts';

/** A folder of the machine's temporary space, gone when the test lets go of it. */
export function temporaryFolder(): { dir: string; remove(): void } {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'tessera-'));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

/** A real counter over a real file, without shells, printer or centre. */
export interface CounterUnderTest {
  dir: string;
  store: Store;
  key: TillKey;
  checkout: Checkout;
  views: VisitView[];
  committed: Envelope[][];
  /** When the last commit was announced, by `performance.now()`. */
  committedAtMs(): number;
  settings: ShopSettings;
  scan(text: string): ReturnType<Checkout['scanned']>;
  /** Sells with a command id of its own. */
  sell(amountText: string): ReturnType<Checkout['confirm']>;
  close(): void;
}

/** Opens the demo shop's counter in `dir`; opened again in the same folder it finds what was there. */
export async function openCounter(
  dir: string,
  machine: Machine = nodeMachine,
  tillName = 'Till 1',
  more: Partial<CheckoutOptions> = {},
): Promise<CounterUnderTest> {
  const store = openStore(path.join(dir, 'till.db'), machine);
  const key = openTillKey(dir);
  const settings = ShopSettings.parse({ ...demoShop.settings, tillName });
  openLedger(store, settings, key, true, machine);
  const views: VisitView[] = [];
  const committed: Envelope[][] = [];
  let committedAtMs = 0;
  const checkout = createCheckout({
    store,
    settings,
    key,
    machine,
    verify: verifyEd25519,
    say: await speak('en'),
    language: 'en',
    committed(envelopes) {
      committedAtMs = performance.now();
      committed.push([...envelopes]);
    },
    changed: (view) => views.push(view),
    ...more,
  });
  return {
    dir,
    store,
    key,
    checkout,
    views,
    committed,
    committedAtMs: () => committedAtMs,
    settings,
    scan: (text) => checkout.scanned({ deviceId: 'test', text }),
    sell: (amountText) => checkout.confirm(machine.newId(), amountText),
    close: () => store.close(),
  };
}

/** The demo shop's cards by what they are for. */
export const cards = {
  eightyPoints: demoShop.members[0]?.card ?? '',
  fresh: demoShop.members[1]?.card ?? '',
  ean: demoShop.members[2]?.card ?? '',
  blocked: demoShop.blockedCard,
  unknown: demoShop.newCard,
};
