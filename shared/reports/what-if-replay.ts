import type { Day } from '../base/business-time.ts';
import type { Fact } from '../ledger/events.ts';
import { sumOf, type Part } from '../ledger/posting.ts';
import type { WalletId } from '../members/wallet.ts';
import { typedAmount } from '../money/money.ts';
import { configure, type ConfiguredProgram } from '../programs/programs.ts';
import type { TokenSigner } from '../scan/voucher-token.ts';
import type { ShopSettings } from '../settings/shop-settings.ts';
import { judgeSale } from '../visit/judge-sale.ts';
import type { Circumstances, KnownVoucher } from '../visit/look-up.ts';
import { recordSale } from '../visit/record-sale.ts';
import { clawedSoFar } from '../visit/reverse-share.ts';
import { emptyVisit, type ChosenOffer, type Visit } from '../visit/visit.ts';
import { createBook, type DatedFact } from './what-if-book.ts';
import { isUsable } from './what-if-papers.ts';
import type { Sums } from './what-if-sums.ts';

/** What a replay is made under. */
export interface ReplayOptions {
  /** Whose log is replayed: its drawer is the one that spends. */
  till: string;
  settings: ShopSettings;
  /** Programs that stand in the place of the ledger's from `from` on; new ones beside them. */
  changed: readonly ConfiguredProgram[];
  /** The first and last day that are asked over again and counted; null for no bound. Outside, all is as the ledger says. */
  from: Day | null;
  to: Day | null;
  birthday: (walletId: WalletId) => string | null;
  /** Whether anything of a sale is taken back later in the log: what came of all others need not be remembered. */
  isTakenBack: (saleId: string) => boolean;
  /** Adds up what the ledger says came of it, and what would have come of it. */
  before: Sums;
  after: Sums;
}

/** How the sales of a replay fared. */
export interface ReplayCounts {
  /** Sales of members that the programs were asked about again, and how many of them awarded exactly what the ledger says. */
  asked: number;
  same: number;
  /** Of these, sales where an offer or a voucher that was used then was not to be had. */
  otherwise: number;
  /** Sales that were taken over as they stand: loads of gift cards, sales nobody's card was at, and those the counter would refuse. */
  taken: number;
}

/** Old sales as they would have been under another set-up, one after the other, by the very decisions of the counter. */
export interface Replay {
  /** The next fact of the till's log, in order. */
  take(dated: DatedFact): void;
  /** A fact that is counted elsewhere: it is known here from now on, and belongs to nothing that is replayed here. */
  hear(dated: DatedFact): void;
  /** Says that the log ends here. */
  finish(): ReplayCounts;
}

type Sale = Extract<Fact, { type: 'SaleRecorded' }>;
type Reversal = Extract<Fact, { type: 'SaleReversed' }>;

/** A sale that came out otherwise, beside the ledger's own. */
interface Replayed {
  facts: readonly Fact[];
  recorded: readonly Fact[];
  reversedMinor: number;
}

/** Starts with nobody and nothing. */
export function createReplay(options: ReplayOptions): Replay {
  const { till, settings, changed, from, to, before, after } = options;
  const counts: ReplayCounts = { asked: 0, same: 0, otherwise: 0, taken: 0 };
  const ledgers = new Map<string, ConfiguredProgram>();
  const sales = new Map<string, Replayed>();
  let programs: ConfiguredProgram[] = [];
  const setPrograms = (): void => {
    const all = new Map(ledgers);
    for (const one of changed)
      all.set(one.programId, { ...one, revision: ledgers.get(one.programId)?.revision ?? one.revision });
    programs = [...all.values()].sort((a, b) => (a.programId < b.programId ? -1 : 1));
  };
  setPrograms();
  const book = createBook({ till, programs: () => programs, birthday: options.birthday });
  const ids = voucherIds();
  let group: { first: DatedFact; all: Fact[] } | null = null;

  const here = ({ at, day }: DatedFact): Circumstances => ({
    ...{ till, settings, state: 'sound', online: false, mayAsk: false, look: book.look },
    time: { atMs: at, day },
    machine: { newId: () => 'replay', randomBytes: ids.next, sha256: () => '' },
    verify: () => false,
    signer: unsigned,
  });
  const write = (facts: readonly Fact[], { at, day }: DatedFact): void => {
    for (const fact of facts) book.tell({ fact, at, day });
    if (isCounted(day)) after.add(facts, day);
  };
  const isCounted = (day: Day): boolean => (from === null || day >= from) && (to === null || day <= to);

  const sell = (sale: Sale, then: readonly Fact[], dated: DatedFact): void => {
    const facts = isCounted(dated.day) ? askAgain(sale, then, here(dated)) : null;
    const made = facts ?? then.filter((fact) => isStillThere(fact));
    const same = facts === null || givesTheSame(facts, then);
    if (facts) {
      counts.asked += 1;
      if (same) counts.same += 1;
    } else if (isCounted(dated.day)) counts.taken += 1;
    if (!same && options.isTakenBack(sale.body.saleId))
      sales.set(sale.body.saleId, { facts: made, recorded: then, reversedMinor: 0 });
    write(made, dated);
  };
  const isStillThere = (fact: Fact): boolean =>
    fact.type !== 'VoucherRedeemed' || isUsable(book.look.voucher(fact.body.voucherId));

  /** Null for a sale that no program is asked about, or that the counter would not take. */
  const askAgain = ({ body }: Sale, then: readonly Fact[], now: Circumstances): Fact[] | null => {
    const { saleId, walletId, total, reductions = [], giftCardsSoldMinor, items } = body;
    if (walletId === null || giftCardsSoldMinor !== undefined) return null;
    const full = { ...total, minor: reductions.reduce((sum, { offMinor }) => sum + offMinor, total.minor) };
    ids.offer(then.flatMap((fact) => (fact.type === 'VoucherIssued' ? fact.body.voucherId : [])));
    const papers = then.flatMap((fact) => (fact.type === 'VoucherRedeemed' ? fact.body : []));
    const vouchers = usable(papers, walletId);
    const plain: Visit = {
      ...emptyVisit,
      member: { walletId, cardId: null, by: body.identifiedBy ?? 'card', tail: '' },
      items: Object.fromEntries(items.map(({ item, quantity }) => [item, quantity])),
      giftCards: then.flatMap((fact) =>
        fact.type === 'GiftCardSpent' ? { giftCardId: fact.body.giftCardId, tail: '', newCode: null } : [],
      ),
    };
    const wanted = reductions
      .filter(({ offerId }) => !offerId.startsWith('voucher/'))
      .map(({ offerId, offMinor }) => ({ offerId, amountMinor: offMinor }));
    const chosen = wanted.length === 0 ? [] : toChoose(wanted, { ...plain, vouchers }, full, now);
    const command = { saleId, amountText: typedAmount(full) };
    const tries = [{ vouchers, chosen }, { vouchers }, { chosen }, {}];
    for (const [attempt, laid] of tries.entries()) {
      const decided = recordSale({ ...plain, ...laid }, command, now);
      if (!decided.ok) continue;
      if (attempt > 0 || vouchers.length < papers.length) counts.otherwise += 1;
      return decided.value;
    }
    return null;
  };
  /** The papers that were laid down then; for one that does not exist now another one of the member's, worth no more. */
  const usable = (
    papers: readonly { voucherId: string; unit: string; amount: number }[],
    walletId: WalletId,
  ) => {
    const laid: KnownVoucher[] = [];
    for (const { voucherId, unit, amount } of papers) {
      const other = (): KnownVoucher | undefined =>
        book
          .vouchersOf(walletId)
          .find((one) => one.unit === unit && one.amount <= amount && !laid.includes(one));
      const own = book.look.voucher(voucherId);
      const found = isUsable(own) && own?.unit === unit ? own : other();
      if (found && !laid.includes(found)) laid.push(found);
    }
    return laid;
  };

  const reverse = (reversal: Reversal, then: readonly Fact[], dated: DatedFact): void => {
    const sale = sales.get(reversal.body.saleId);
    if (!sale) return write(then, dated);
    const earlier = sale.reversedMinor;
    sale.reversedMinor += reversal.body.amount.minor;
    // What was spent comes back first: of that, too, what was earned is taken.
    write([reversal, ...(reversal.body.whole ? undone(reversal, sale.facts) : [])], dated);
    write(takenBack(reversal, sale, earlier), dated);
  };
  /** The share of what the sale earned here that goes back, as far as the member has it; no debts are made. */
  const takenBack = ({ body }: Reversal, { facts, recorded }: Replayed, beforeMinor: number): Fact[] => {
    const [sale] = recorded;
    const paid = sale?.type === 'SaleRecorded' ? sale.body.total.minor : body.amount.minor;
    const totalMinor = Math.max(paid, 1);
    const afterMinor = body.whole ? totalMinor : Math.min(totalMinor, beforeMinor + body.amount.minor);
    const earned = new Map<string, { walletId: WalletId; unit: string; lot: string; amount: number }>();
    for (const fact of facts) {
      if (fact.type !== 'ValueAwarded') continue;
      const { walletId, unit, lot, amount } = fact.body;
      const key = `${walletId} ${unit} ${lot}`;
      earned.set(key, { walletId, unit, lot, amount: amount + (earned.get(key)?.amount ?? 0) });
    }
    return [...earned.values()].flatMap(({ walletId, unit, lot, amount }): Fact[] => {
      const share = (reversedMinor: number) => clawedSoFar(amount, { reversedMinor, totalMinor });
      const due = share(afterMinor) - share(Math.min(beforeMinor, totalMinor));
      const parts = partsOf(book.look.lots(walletId), { unit, lot, till }, due);
      const [saleId, reversalId] = [body.saleId, body.reversalId];
      const rest = { debt: 0, debtLot: lot, forgiven: due - sumOf(parts), saleId, reversalId };
      return due > 0 ? [{ type: 'ValueClawedBack', body: { walletId, unit, parts, ...rest } }] : [];
    });
  };
  /** What else of a sale goes back when nothing of it is left: vouchers it made and nobody used, those it used, and value it spent. */
  const undone = ({ body }: Reversal, facts: readonly Fact[]): Fact[] => {
    const { saleId, reversalId } = body;
    return facts.flatMap((fact): Fact[] => {
      if (fact.type === 'VoucherIssued' && isUsable(book.look.voucher(fact.body.voucherId))) {
        const { voucherId, unit, amount, lot } = fact.body;
        const because = 'sale-reversed' as const;
        return [{ type: 'VoucherVoided', body: { voucherId, unit, amount, lot, saleId, because } }];
      }
      if (fact.type === 'VoucherRedeemed')
        return [{ type: 'VoucherRestored', body: { ...fact.body, saleId, reversalId } }];
      if (fact.type !== 'ValueSpent') return [];
      const used = facts.some(
        (one) =>
          one.type === 'VoucherIssued' &&
          one.body.programId === fact.body.programId &&
          !isUsable(book.look.voucher(one.body.voucherId)),
      );
      const { walletId, unit, parts } = fact.body;
      const back = { holder: `wallet:${walletId}`, unit, parts, saleId, reversalId };
      return used ? [] : [{ type: 'ValueGivenBack', body: back }];
    });
  };

  const flush = (): void => {
    if (!group) return;
    const { first, all } = group;
    group = null;
    if (isCounted(first.day)) before.add(all, first.day);
    if (first.fact.type === 'SaleRecorded') sell(first.fact, all, first);
    else if (first.fact.type === 'SaleReversed') reverse(first.fact, all, first);
  };
  return {
    take(dated) {
      const { fact, day } = dated;
      if (group && belongs(dated, group.first)) return void group.all.push(fact);
      flush();
      if (fact.type === 'SaleRecorded' || fact.type === 'SaleReversed') group = { first: dated, all: [fact] };
      else if (fact.type === 'ProgramConfigured') {
        const { programId, ended } = fact.body;
        const configured = ended ? undefined : configure(fact.body);
        if (configured) ledgers.set(programId, configured);
        else ledgers.delete(programId);
        setPrograms();
      } else {
        if (isCounted(day)) before.add([fact], day);
        write([fact], dated);
      }
    },
    hear(dated) {
      flush();
      book.tell(dated);
    },
    finish() {
      flush();
      return { ...counts };
    },
  };
}

/** Nobody reads the tokens of a replay. */
const unsigned: TokenSigner = { tokenOf: () => '' };

/** Whether a fact stands in the log with the sale or the reversal at the head of its group. */
export function belongs({ fact, at }: DatedFact, { fact: head, at: headAt }: DatedFact): boolean {
  if (fact.type === 'SaleRecorded' || fact.type === 'SaleReversed') return false;
  if (fact.type === 'DebtRepaid') return at === headAt;
  if (head.type === 'SaleRecorded')
    return fact.type !== 'RefundOpened' && 'saleId' in fact.body && fact.body.saleId === head.body.saleId;
  if (head.type !== 'SaleReversed') return false;
  if (fact.type === 'VoucherVoided') return fact.body.saleId === head.body.saleId;
  return 'reversalId' in fact.body && fact.body.reversalId === head.body.reversalId;
}

/** What was chosen then and can be chosen now; nobody chooses what comes by itself. Value pays as much as it did then. */
function toChoose(
  wanted: readonly { offerId: string; amountMinor: number }[],
  visit: Visit,
  full: { minor: number; currency: string },
  now: Circumstances,
): ChosenOffer[] {
  const { offers } = judgeSale({ ...visit, chosen: wanted }, full, now);
  return wanted.flatMap(({ offerId, amountMinor }) => {
    const offer = offers.find((one) => one.offerId === offerId && !one.automatic);
    if (!offer) return [];
    return [{ offerId, amountMinor: offer.does.kind === 'pay-with' ? amountMinor : null }];
  });
}

/** So much of a unit out of what lies at the till, the lot that was earned first. */
function partsOf(
  lots: readonly { unit: string; lot: string; drawer: string; amount: number }[],
  { unit, lot: own, till }: { unit: string; lot: string; till: string },
  amount: number,
): Part[] {
  const there = lots.filter((one) => one.unit === unit && one.drawer === till && one.amount > 0);
  const ordered = [...there.filter(({ lot }) => lot === own), ...there.filter(({ lot }) => lot !== own)];
  let left = amount;
  return ordered.flatMap(({ lot, amount: has }) => {
    const part = Math.min(has, left);
    left -= part;
    return part > 0 ? [{ lot, amount: part }] : [];
  });
}

/** Whether two decisions about one sale award and issue the same, in the same order. */
function givesTheSame(one: readonly Fact[], other: readonly Fact[]): boolean {
  const [mine, theirs] = [one.filter(givesOrTakes), other.filter(givesOrTakes)];
  return mine.length === theirs.length && mine.every((fact, at) => isTheSame(fact, theirs[at]));
}

const givesOrTakes = ({ type }: Fact): boolean =>
  type === 'ValueAwarded' ||
  type === 'VoucherIssued' ||
  type === 'VoucherRedeemed' ||
  type === 'SaleRecorded';

function isTheSame(fact: Fact, other: Fact | undefined): boolean {
  if (fact.type === 'SaleRecorded' && other?.type === fact.type)
    return fact.body.total.minor === other.body.total.minor;
  if (fact.type === 'VoucherRedeemed' && other?.type === fact.type)
    return fact.body.voucherId === other.body.voucherId;
  if (fact.type !== 'ValueAwarded' && fact.type !== 'VoucherIssued') return false;
  if (other?.type !== fact.type) return false;
  const { walletId, unit, lot, amount } = fact.body;
  const { body } = other;
  return unit === body.unit && amount === body.amount && lot === body.lot && walletId === body.walletId;
}

/** Ids of vouchers: those that the sale made then, in order, so that they are known when they are used; new ones when it makes more. */
function voucherIds(): { offer(ids: readonly string[]): void; next(length: number): Uint8Array } {
  let known: readonly string[] = [];
  let count = 0;
  return {
    offer: (ids) => void (known = ids),
    next(length) {
      const [id, ...rest] = known;
      known = rest;
      count += 1;
      // No other may be the same: the count stands behind a letter that fills no place of it.
      const hex = id ?? `f${count.toString(16).padStart(2 * length - 1, '0')}`;
      return Uint8Array.from({ length }, (_, at) => Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16));
    },
  };
}
