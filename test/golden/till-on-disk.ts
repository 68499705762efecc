import path from 'node:path';
import Database from 'better-sqlite3';
import type { z } from 'zod';
import { ok, type Result } from '#shared/base/result.ts';
import { tokenSigner } from '#shared/scan/voucher-token.ts';
import { recognise } from '#shared/scan/recognise.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { ShopSettings } from '#shared/settings/shop-settings.ts';
import { decide, type Decision } from '#shared/visit/decide.ts';
import type { Circumstances } from '#shared/visit/look-up.ts';
import type { Refusal } from '#shared/visit/refusal.ts';
import { reverseSale } from '#shared/visit/reverse-sale.ts';
import { emptyVisit, type Visit } from '#shared/visit/visit.ts';
import { reversalCase } from '#electron/api/reversal-case.ts';
import { nodeMachine, verifyEd25519 } from '#electron/platform/machine.ts';
import { openStore, type Store } from '#electron/store/store.ts';
import { aTill, here as usual, opened, today, walletOf, type Counter } from '#test/support/given.ts';
import type { GoldenTill } from './golden-till.ts';

/** A till as it stands in a shop: its log and read tables in SQLite, its refunds decided over what those say. */
export interface TillOnDisk extends GoldenTill {
  store: Store;
  /** Everything that lies in its own drawer by its file, whoever's it is. */
  balances(): { holder: string; unit: string; lot: string; amount: number }[];
}

/** Opens one in an empty folder, with these facts in its ledger; what is said in them of the usual test till is said of this one. */
export function tillOnDisk(
  dir: string,
  facts: readonly Fact[],
  choices: z.input<typeof ShopSettings>,
): TillOnDisk {
  const settings = ShopSettings.parse({ ...choices, drawers: { debt: 'debt' } });
  let day = today;
  // Noon, so that no zone makes another day of it.
  const now = (): number => Date.parse(`${day}T12:00:00Z`);
  const machine = { ...nodeMachine, now };
  const store = openStore(path.join(dir, 'till.db'), machine);
  const key = aTill(store.writer);
  let visit: Visit = emptyVisit;
  let reversals = 0;
  const asOurs = (some: readonly Fact[]): Fact[] =>
    JSON.parse(JSON.stringify(some).replaceAll(`"${usual.writer}"`, `"${store.writer}"`)) as Fact[];
  const record = (some: readonly Fact[]): void => {
    if (some.length > 0) store.commit({ facts: some, time: { atMs: now(), day } });
  };
  const circumstances = (): Circumstances => ({
    till: store.writer,
    ...{ state: 'sound', online: false, mayAsk: false },
    settings,
    time: { atMs: now(), day },
    look: store.look,
    machine,
    verify: verifyEd25519,
    signer: tokenSigner({ keyId: key.publicKey.slice(0, 8), sign: (message) => key.sign(message) }),
  });
  record([opened(key, 'Till 1'), ...asOurs(facts)]);
  const counter: Counter = {
    get envelopes() {
      return store.ownAfter(0, store.head().seq);
    },
    look: store.look,
    when(...commands) {
      let done: Result<Decision, Refusal> = ok({ visit, facts: [] });
      for (const command of commands) {
        done = decide(visit, command, circumstances());
        if (!done.ok) break;
        record(done.value.facts);
        ({ visit } = done.value);
      }
      return done;
    },
    scan: (text) => ({ type: 'Present', scan: recognise({ deviceId: 'test', text }) }),
    learns: (some) => record(asOurs(some)),
    onDay(another) {
      day = another;
    },
    stands() {
      throw new Error('a till of golden cases works alone');
    },
    visit: () => visit,
    here: circumstances,
    balance: (code, unit) =>
      store.look
        .lots(walletOf(code))
        .filter((lot) => lot.unit === unit)
        .reduce((sum, { amount }) => sum + amount, 0),
  };
  return {
    store,
    balances() {
      const file = new Database(path.join(dir, 'till.db'), { readonly: true });
      try {
        return file
          .prepare<[string], { holder: string; unit: string; lot: string; amount: number }>(
            'SELECT holder, unit, lot, amount FROM balances WHERE drawer = ? AND amount <> 0',
          )
          .all(store.writer);
      } finally {
        file.close();
      }
    },
    counter,
    takeBack(wanted) {
      reversals += 1;
      const asked = { kind: 'refund' as const, amountMinor: null, lines: [], note: '', ...wanted };
      const about = reversalCase(asked.saleId, now(), store, settings);
      const done = reverseSale({ reversalId: `${store.writer}-back-${reversals}`, ...asked }, about);
      if (done.ok) record(done.value.facts);
      return done;
    },
    held: store.look.heldBy,
    name: store.writer,
  };
}
