import type { Handlers } from '#shared/api/channel.ts';
import type { refundApi, ReversalAnswer, ReversalView, SaleView } from '#shared/api/refund.api.ts';
import { businessDay } from '#shared/base/business-time.ts';
import type { Machine } from '#shared/base/machine.ts';
import { ok, refuse, type Result } from '#shared/base/result.ts';
import { parseAmount } from '#shared/money/money.ts';
import { readEntries } from '#shared/projections/fold.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import { reverseSale, type Reversal } from '#shared/visit/reverse-sale.ts';
import type { OriginalSale } from '#shared/visit/reverse-original.ts';
import type { ReversalWanted } from '#shared/visit/reverse-case.ts';
import { stepsOf, type ReversalMoves } from '#shared/visit/reverse-steps.ts';
import type { KnownReversal } from '#electron/store/reversal-look-up.ts';
import type { Store } from '#electron/store/store.ts';
import { ownSale, reversalCase, saleOf, type SoldElsewhere } from './reversal-case.ts';

/** What taking sales back works with. */
export interface RefundDesk {
  store: Store;
  settings: ShopSettings;
  machine: Pick<Machine, 'now'>;
  /** What the centre tells of a sale, asked now when not all of it is here. */
  fetchSale(saleId: string): Promise<SoldElsewhere | undefined>;
  /** After the commit: the ledger has moved. */
  committed(): void;
}

type Asked = Parameters<Handlers<typeof refundApi>['refund.plan']>[0];
type Refused = { code: string } & Record<string, string | number>;

/** How far back in the log the latest sales are looked for. */
const eventsLookedAt = 600;
/** More facts than one reversal brings about. */
const factsOfAReversal = 200;

/** Taking sales back: what was sold, what would move, and that it moved. */
export function refundHandlers(desk: RefundDesk): Handlers<typeof refundApi> {
  const { store, settings, machine, fetchSale } = desk;
  const answer = (saleId: string, done: Result<{ moves: ReversalMoves }, Refused>): ReversalAnswer =>
    done.ok
      ? { ok: true, reversal: reversalView(saleId, done.value.moves) }
      : { ok: false, refusal: { ...done.error } };
  return {
    'refund.sales': ({ limit }) => latestSales(limit, desk),
    'refund.plan': async (asked) =>
      answer(asked.saleId, decideRefund(desk, asked, 'plan', '', await fetchSale(asked.saleId))),
    'refund.confirm': async ({ commandId, note, ...asked }) => {
      const elsewhere = await fetchSale(asked.saleId);
      // Looked for only now: it may have been confirmed twice while the centre was asked.
      const known = store.look.reversal(commandId);
      if (known) return { ok: true, reversal: reversedBefore(known, store, elsewhere?.sale) };
      const done = store.atOnce(() => {
        const decision = decideRefund(desk, asked, commandId, note, elsewhere);
        if (decision.ok) {
          const atMs = machine.now();
          store.commit({ facts: decision.value.facts, time: { atMs, day: businessDay(atMs, settings) } });
        }
        return decision;
      });
      if (done.ok) desk.committed();
      return answer(asked.saleId, done);
    },
  };
}

/** Decides what somebody wants back, of this moment; nothing is written. */
export function decideRefund(
  { store, settings, machine }: RefundDesk,
  asked: Asked,
  reversalId: string,
  note: string,
  elsewhere: SoldElsewhere | undefined,
): Result<Reversal, Refused> {
  const state = store.standing.state();
  if (state !== 'sound') return refuse({ code: state === 'retired' ? 'RETIRED' : 'RESTRICTED' });
  const wanted = read(asked, reversalId, note, settings);
  if (!wanted.ok) return wanted;
  const about = reversalCase(asked.saleId, machine.now(), store, settings, elsewhere);
  return reverseSale(wanted.value, about) as Result<Reversal, Refused>;
}

/** Amounts as typed become whole minor units. */
function read(
  { saleId, kind, amountText, lines }: Asked,
  reversalId: string,
  note: string,
  { currency, maxSaleMinor }: ShopSettings,
): Result<ReversalWanted, Refused> {
  const amountOf = (text: string): Result<number, Refused> => {
    const amount = parseAmount(text, currency, maxSaleMinor);
    return amount.ok ? ok(amount.value.minor) : refuse({ ...amount.error });
  };
  const whole = amountText.trim() === '' ? ok(null) : amountOf(amountText);
  if (!whole.ok) return whole;
  const told: ReversalWanted['lines'][number][] = [];
  for (const { line, amountText: text } of lines) {
    const amount = amountOf(text);
    if (!amount.ok) return amount;
    told.push({ line, amountMinor: amount.value });
  }
  return ok({ reversalId, saleId, kind, amountMinor: whole.value, lines: told, note });
}

const reversalView = (saleId: string, { money, provisional, left, steps }: ReversalMoves): ReversalView => ({
  saleId,
  money,
  provisional,
  left,
  steps: [...steps],
});

/**
 * The same reversal asked for once more: nothing happens, and the answer is what the ledger says of it. What of the sale is not here,
 * and cannot be asked for now, is not said: how much of it is left.
 */
function reversedBefore(known: KnownReversal, store: Store, elsewhere?: OriginalSale): ReversalView {
  const { reversalId, saleId, seq, amount, currency } = known;
  const [reversed, ...facts] = readEntries(store.ownAfter(seq - 1, 1 + factsOfAReversal)).map(
    ({ fact }) => fact,
  );
  if (reversed?.type !== 'SaleReversed') throw new Error(`${reversalId} is not where it was written`);
  const { moneyBackMinor = amount, beforeMinor = 0, walletId } = reversed.body;
  const provisional = known.provisional === 1;
  const view = { saleId, money: { minor: moneyBackMinor, currency }, provisional };
  if (provisional) return { ...view, left: null, steps: [] };
  const sale = ownSale(saleId, store)?.sale ?? elsewhere;
  const end = facts.findIndex((fact) =>
    'reversalId' in fact.body
      ? fact.body.reversalId !== reversalId
      : !['DebtRepaid', 'RightsReturned', 'VoucherVoided'].includes(fact.type),
  );
  return {
    ...view,
    left: sale ? { minor: sale.total.minor - beforeMinor - amount, currency } : null,
    steps: stepsOf(
      end < 0 ? facts : facts.slice(0, end),
      sale ?? { walletId, redeemed: [], gifts: [], exchanges: [] },
    ),
  };
}

/** The latest sales of this till, read off the end of its log. */
function latestSales(limit: number, { store, settings, machine }: RefundDesk): SaleView[] {
  const entries = readEntries(store.ownAfter(Math.max(0, store.head().seq - eventsLookedAt), eventsLookedAt));
  const labels = new Map(
    store.look
      .programs()
      .flatMap(({ program, setup }) =>
        program.countables(setup).map(({ item, label }) => [item, label] as const),
      ),
  );
  const today = businessDay(machine.now(), settings);
  return entries
    .flatMap((entry, index) => (entry.fact.type === 'SaleRecorded' ? [index] : []))
    .slice(-limit)
    .reverse()
    .flatMap((index) => {
      const found = saleOf(entries.slice(index), store);
      if (!found) return [];
      const { sale, soldAtMs } = found;
      const reversals = store.look.reversalsOf(sale.saleId);
      const reversedMinor = reversals.reduce((sum, { taken }) => sum + taken, 0);
      const undone = reversals.length > 0;
      return [
        {
          saleId: sale.saleId,
          soldAtMs,
          total: sale.total,
          reversedMinor,
          voidable: sale.day === today && !undone,
          member: sale.walletId !== null,
          items: sale.items.map((one) => ({ ...one, label: labels.get(one.item) ?? one.item })),
        },
      ];
    });
}
