import { createPrivateKey } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { assert } from '#shared/base/assert.ts';
import { businessDay } from '#shared/base/business-time.ts';
import type { Machine } from '#shared/base/machine.ts';
import { Trouble } from '#shared/base/trouble.ts';
import { newMemberCardCode } from '#shared/scan/formats/member-card.format.ts';
import { reverseSale } from '#shared/visit/reverse-sale.ts';
import { reversalCase } from '#electron/api/reversal-case.ts';
import { createCheckout, type Checkout } from '#electron/checkout/checkout.ts';
import { startValueKeeper } from '#electron/expiry/value-keeper.ts';
import { openLedger } from '#electron/opening.ts';
import { makeDataDir } from '#electron/platform/data-dir.ts';
import { speak } from '#electron/platform/language.ts';
import { nodeMachine, uuidV7, verifyEd25519 } from '#electron/platform/machine.ts';
import { openTillKey } from '#electron/platform/till-key.ts';
import { writeDurably } from '#electron/platform/write-durably.ts';
import { openStore, type Store } from '#electron/store/store.ts';
import { demoShop } from '../demo-shop.ts';
import { chanceOf, type Chance } from './chance.ts';
import { nameOf } from './names.ts';
import { planYear, type PlannedVisit, type YearWanted } from './plan-year.ts';

export interface WrittenYear {
  sales: number;
  members: number;
  vouchersUsed: number;
  takenBack: number;
  events: number;
}

export interface YearOptions extends YearWanted {
  dataDir: string;
  seed: number;
  progress(done: number, total: number): void;
  signal: AbortSignal;
}

/**
 * Writes a year of the demo shop into a folder without a till, by the same counter and the same store that sell every day, on a clock
 * of its own. The same seed writes the same ledger, byte for byte: even its key, which is why no real shop may use it.
 */
export async function writeYear({
  dataDir,
  seed,
  progress,
  signal,
  ...wanted
}: YearOptions): Promise<WrittenYear> {
  makeDataDir(dataDir);
  const keyFile = path.join(dataDir, 'till-key.pem');
  // A folder whose ledger was carried away may still hold the key that signed a real shop's vouchers.
  if (existsSync(keyFile))
    throw new Trouble('DATA_FOLDER', `${keyFile} is the key of a till. Nothing was changed.`);
  const { settings } = demoShop;
  const chance = chanceOf(seed);
  const { regulars, days } = planYear(wanted, chance);
  let nowMs = (days[0]?.visits[0]?.atMs ?? 0) - 3_600_000;
  const machine: Machine = {
    ...nodeMachine,
    now: () => nowMs,
    newId: () => uuidV7(nowMs, chance.bytes(10)),
    randomBytes: (length) => chance.bytes(length),
  };
  writeDurably(keyFile, keyFrom(chance));
  const key = openTillKey(dataDir);
  const store = openStore(path.join(dataDir, 'till.db'), machine);
  try {
    openLedger(store, settings, key, true, machine);
    const say = await speak(settings.language);
    const checkout = createCheckout({
      store,
      settings,
      key,
      machine,
      verify: verifyEd25519,
      say,
      language: settings.language,
      committed: () => undefined,
      changed: () => undefined,
    });
    const keeper = startValueKeeper({
      store,
      settings,
      machine,
      log: () => undefined,
      committed: () => undefined,
      every: () => () => undefined,
    });
    const shop = createShop(store, checkout, machine, chance);
    for (const [index, { visits }] of days.entries()) {
      signal.throwIfAborted();
      // A day is one transaction: a year of sales, each on disk by itself, would take minutes.
      store.atOnce(() => {
        nowMs = visits[0]?.atMs ?? nowMs;
        while (keeper.round());
        for (const visit of visits) {
          nowMs = Math.max(nowMs + 1_000, visit.atMs);
          shop.serve(visit);
        }
        shop.clearPrintQueue();
      });
      progress(index + 1, days.length);
      // Lets whoever asked stop it.
      await new Promise((next) => setImmediate(next));
    }
    store.atOnce(() => shop.sayNames());
    keeper.stop();
    store.checkpoint();
    return { ...shop.done(), members: regulars.length, events: store.head().seq };
  } finally {
    store.close();
  }
}

/** A voucher is not given change for: it is used with a sale that is worth more. */
const voucherNeedsMinor = 500;

/** Serves planned visits at a real counter. */
function createShop(store: Store, checkout: Checkout, machine: Machine, chance: Chance) {
  const { settings } = demoShop;
  const cards = new Map<number, string>();
  const vouchers = new Map<number, string[]>();
  const people: { walletId: string; name: string }[] = [];
  const done = { sales: 0, vouchersUsed: 0, takenBack: 0 };
  const scan = (text: string): boolean => checkout.scanned({ deviceId: 'demo-year', text }).ok;
  const arrive = (regular: number): void => {
    const known = cards.get(regular);
    if (known) return assert(scan(known), 'a card of this year is known');
    const card = newMemberCardCode(chance.bytes(16));
    cards.set(regular, card);
    scan(card);
    const walletId = checkout.newCard();
    assert(walletId !== null && checkout.enrol().ok, 'a new card becomes a member');
    people.push({ walletId, name: nameOf(regular) });
  };
  const takeBack = (saleId: string, kind: 'void' | 'part', amountMinor: number): void => {
    const atMs = machine.now();
    const part = kind === 'void' ? null : Math.max(10, Math.floor(amountMinor / 20) * 10);
    const wanted = { reversalId: machine.newId(), saleId, amountMinor: part, lines: [], note: '' };
    const about = reversalCase(saleId, atMs, store, settings);
    const reversal = reverseSale({ ...wanted, kind: kind === 'void' ? 'void' : 'refund' }, about);
    if (!reversal.ok) return;
    store.commit({ facts: reversal.value.facts, time: { atMs, day: businessDay(atMs, settings) } });
    done.takenBack += 1;
  };
  return {
    serve({ regular, amountMinor, coffees, usesVoucher, takesBack }: PlannedVisit): void {
      arrive(regular);
      if (coffees > 0) checkout.count('coffee', coffees);
      const [oldest, ...rest] = vouchers.get(regular) ?? [];
      if (usesVoucher && oldest !== undefined && amountMinor >= voucherNeedsMinor) {
        vouchers.set(regular, rest);
        if (scan(oldest)) done.vouchersUsed += 1;
      }
      const answer = checkout.confirm(machine.newId(), (amountMinor / 100).toFixed(2));
      assert(answer.ok && answer.outcome, 'a planned sale can be made');
      done.sales += 1;
      const { saleId, issued, due } = answer.outcome;
      if (issued.length > 0) {
        const tokens = store.look.latestVouchers(issued.length).map(({ token }) => token);
        vouchers.set(regular, [...(vouchers.get(regular) ?? []), ...tokens]);
      }
      if (takesBack !== 'no') takeBack(saleId, takesBack, due.minor);
    },
    /** What was printed then is not printed again when the shop is opened. */
    clearPrintQueue(): void {
      for (let job = store.jobs.nextQueued(); job; job = store.jobs.nextQueued())
        store.jobs.setState(job.jobId, 'printed', null);
    },
    /** Who they all were is said at the end: at every scan it would have been unsealed anew. */
    sayNames(): void {
      for (const { walletId, name } of people)
        store.profiles.change(walletId, { name }, { by: store.writer, nowMs: machine.now() });
    },
    done: () => ({ ...done }),
  };
}

/** An Ed25519 key of 32 bytes of chance, in the form of RFC 8410. */
function keyFrom(chance: Chance): string {
  const head = Buffer.from('302e020100300506032b657004220420', 'hex');
  const der = Buffer.concat([head, chance.bytes(32)]);
  return String(
    createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }).export({ type: 'pkcs8', format: 'pem' }),
  );
}
