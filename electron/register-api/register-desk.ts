import type { z } from 'zod';
import type { Api } from '#shared/api/api.ts';
import type { Handlers } from '#shared/api/channel.ts';
import type { CommandAnswer, OutcomeView, RefusalView, VisitView } from '#shared/api/checkout.api.ts';
import { assert } from '#shared/base/assert.ts';
import { businessDay } from '#shared/base/business-time.ts';
import type { Machine } from '#shared/base/machine.ts';
import type { RecordId } from '#shared/ledger/record-id.ts';
import { pointsIn, sumOf } from '#shared/ledger/posting.ts';
import { walletHolder } from '#shared/members/wallet.ts';
import { typedAmount } from '#shared/money/money.ts';
import { readEntries } from '#shared/projections/fold.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import { recognise } from '#shared/scan/recognise.ts';
import { spendReserved } from '#shared/visit/reserve.ts';
import type { TillGate } from '#electron/access/gate.ts';
import type { Checkout } from '#electron/checkout/checkout.ts';
import type { PatientCheckout } from '#electron/checkout/patient-checkout.ts';
import type { Store } from '#electron/store/store.ts';
import { belongingsOf } from './belongings.ts';
import type {
  ClaimAnswer,
  ClaimAsked,
  CommitAsked,
  LookupAnswer,
  OffersAnswer,
  QuoteAnswer,
  QuoteAsked,
  ReleaseAsked,
  ReserveAsked,
  ReserveAnswer,
  ReverseAnswer,
  ReverseAsked,
  SaleAnswer,
  SaleAsked,
} from './contract.ts';
import { recordIdOf } from './own-ids.ts';
import { NotAnswered, Refused } from './refused.ts';

/** What a register's counter works with: a counter of its own, so that the cashier's customer is never in its way. */
export interface RegisterDeskOptions {
  store: Store;
  settings: ShopSettings;
  machine: Pick<Machine, 'now' | 'sha256'>;
  checkout: Checkout;
  patient: PatientCheckout;
  gate: Pick<TillGate, 'forRegister'>;
  handlers: Pick<
    Handlers<Api>,
    'basket.reserve' | 'basket.release' | 'coupons.of-member' | 'leaderboard.place' | 'refund.confirm'
  >;
  /** In words, why value moved. */
  why(reason: OutcomeView['awards'][number]['reason'], pointsOf?: string): string;
  /** In words, so much of a unit. */
  worth(holding: { unit: string; total: number }): string;
  /** In words, why an offer is not had. */
  whyNot(because: RefusalView): string;
  /** After the commit: the ledger has moved. */
  committed(): void;
}

type Basket = z.output<typeof QuoteAsked>;

/** No sale brings about more facts than this. */
const factsOfASale = 200;

/** What registers may ask, one after the other. A refusal of the business is thrown as `Refused`. */
export interface RegisterDesk {
  lookup(asked: { card: string }): Promise<z.input<typeof LookupAnswer>>;
  claim(asked: z.output<typeof ClaimAsked>): Promise<z.input<typeof ClaimAnswer>>;
  offers(asked: { card: string }): Promise<z.input<typeof OffersAnswer>>;
  quote(asked: Basket): Promise<z.input<typeof QuoteAnswer>>;
  sell(asked: z.output<typeof SaleAsked>): Promise<z.input<typeof SaleAnswer>>;
  reserve(asked: z.output<typeof ReserveAsked>): Promise<z.input<typeof ReserveAnswer>>;
  commit(asked: z.output<typeof CommitAsked>): Promise<z.input<typeof SaleAnswer>>;
  release(asked: z.output<typeof ReleaseAsked>): Promise<{ reservationId: string }>;
  reverse(asked: z.output<typeof ReverseAsked>): Promise<z.input<typeof ReverseAnswer>>;
}

export function createRegisterDesk(options: RegisterDeskOptions): RegisterDesk {
  const { store, settings, machine, checkout, patient, handlers } = options;
  const { currency } = settings;
  let last: Promise<unknown> = Promise.resolve();
  /** One request has the counter at a time, and leaves it empty. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(async () => {
      try {
        return await work();
      } finally {
        checkout.clear();
      }
    });
    last = done.catch(() => undefined);
    return done;
  };
  const obeyed = (answer: CommandAnswer): OutcomeView | null => {
    if (!answer.ok) throw new Refused(answer.refusal);
    return answer.outcome;
  };
  const lay = async ({
    card,
    vouchers,
    giftCards = [],
    items,
    lines,
    offers = [],
  }: Pick<Basket, 'card' | 'vouchers' | 'items'> & Partial<Basket>): Promise<VisitView> => {
    const show = async (text: string) => obeyed(await patient.scanned({ deviceId: 'register', text }));
    if (card !== undefined) await show(card);
    for (const code of [...vouchers, ...giftCards]) await show(code);
    for (const { item, quantity } of items) obeyed(await patient.count(item, quantity));
    if (lines) obeyed(checkout.lay(lines.map((line, index) => ({ ...line, lineId: `${index + 1}` }))));
    for (const offerId of offers) obeyed(await patient.choose(offerId, true, ''));
    return checkout.view();
  };
  const memberOf = async (card: string): Promise<NonNullable<VisitView['member']>> => {
    const { member, newCard } = await lay({ card, vouchers: [], items: [] });
    if (!member) throw new Refused({ code: 'NOT_ENROLLED', tail: newCard?.tail ?? '' });
    return member;
  };
  const recordOf = (id: string): RecordId => recordIdOf(store.writer, id, machine.sha256);
  /** The same sale asked for once more, or undefined. Another sale under its id is refused. */
  const soldBefore = async (
    saleId: RecordId,
    { amountMinor, card }: Pick<Basket, 'amountMinor' | 'card'>,
  ): Promise<OutcomeView | null | undefined> => {
    const seq = store.look.placeOfSale(saleId);
    if (seq === undefined) return undefined;
    const [entry] = readEntries(store.ownAfter(seq - 1, 1));
    if (entry?.fact.type !== 'SaleRecorded') return undefined;
    const { total, reductions = [], walletId } = entry.fact.body;
    const asked = reductions.reduce((sum, { offMinor }) => sum + offMinor, total.minor);
    // Whose it was is as good as whose it is: a card may have been made a member's since.
    const isTheirs = walletId === null || store.look.mainOf(walletId) === (await walletOf(card));
    if (asked !== amountMinor || !isTheirs) throw new NotAnswered(409, 'SALE_DIFFERS');
    return obeyed(checkout.confirm(saleId, ''));
  };
  /** Whether that sale used up what was set aside under that id. */
  const spentIn = (saleId: RecordId, reservationId: RecordId): boolean => {
    const behind = readEntries(store.ownAfter(store.look.placeOfSale(saleId) ?? 0, factsOfASale));
    return behind.some(
      ({ fact }) =>
        fact.type === 'ValueSpent' &&
        fact.body.saleId === saleId &&
        fact.body.reservationId === reservationId,
    );
  };
  const walletOf = async (card: string | undefined): Promise<string | undefined> => {
    if (card === undefined) return undefined;
    const { member } = await lay({ card, vouchers: [], items: [] });
    checkout.clear();
    return member?.walletId;
  };
  const there = (outcome: OutcomeView | null): OutcomeView => {
    assert(outcome, 'a sale has an outcome');
    return outcome;
  };
  const inWords = (holdings: OutcomeView['holdings']) =>
    holdings.map((holding) => ({ ...holding, words: options.worth(holding) }));
  const outcomeOf = (outcome: OutcomeView): Omit<z.input<typeof QuoteAnswer>, 'offers' | 'taxes'> => ({
    total: outcome.total,
    due: outcome.due,
    reductions: outcome.reductions.map(({ offMinor, reason, pointsOf }) => ({
      offMinor,
      reason: options.why(reason, pointsOf),
    })),
    awards: outcome.awards.map(({ reason, ...award }) => ({
      ...award,
      reason: options.why(reason, award.unit),
    })),
    issued: outcome.issued,
    redeemed: outcome.redeemed,
    giftCards: outcome.giftCards,
  });
  const saleOf = (saleId: string, outcome: OutcomeView | null): z.input<typeof SaleAnswer> => {
    const { saleId: recordId, holdings, claim } = there(outcome);
    const said = { saleId, recordId, holdings: inWords(holdings), claim: claim ?? null };
    return { ...outcomeOf(there(outcome)), ...said };
  };
  const textOf = (minor: number): string => typedAmount({ minor, currency });

  /** The sale and what was set aside for it, in one transaction: both are written, or neither. */
  const sellWith = (asked: z.output<typeof CommitAsked>, walletId: string): OutcomeView | null =>
    store.atOnce(() => {
      const saleId = recordOf(asked.saleId);
      const outcome = obeyed(checkout.confirm(saleId, textOf(asked.amountMinor)));
      const atMs = machine.now();
      for (const waiting of reservations(recordOf(asked.reservationId))) {
        const known = store.look
          .programs()
          .find(({ program, programId }) => program.unit(programId, currency) === waiting.unit);
        const reason = { code: 'RESERVED_VALUE_SPENT', params: { amount: sumOf(waiting.parts) } };
        const { programId, revision } = known ?? { programId: 'none', revision: 1 };
        const spent = spendReserved(waiting, { walletId, saleId, programId, revision, reason });
        if (!spent.ok) throw new Refused({ ...spent.error });
        store.commit({ facts: spent.value, time: { atMs, day: businessDay(atMs, settings) } });
      }
      return outcome;
    });
  const reservations = (reservationId: string) =>
    store.look.reservations().filter((one) => one.reservationId === reservationId);

  /** Whose a receipt has become, by its code. */
  const claimedBy = (text: string): string | null => {
    const scan = recognise({ deviceId: 'register', text });
    const known = scan.kind === 'claim' ? store.look.claim(scan.claimId) : undefined;
    return known?.claimedBy ? store.look.mainOf(known.claimedBy) : null;
  };

  return {
    async lookup({ card }) {
      const found = await inTurn(async () => {
        const { member, claim = null } = await lay({ card, vouchers: [], items: [] });
        if (!member) return { member, claim };
        const { walletId } = member;
        const { given } = await handlers['coupons.of-member']({ walletId });
        const { tail: cardTail, visits, holdings } = member;
        return {
          walletId,
          member: { cardTail, visits, holdings: inWords(holdings), ...belongingsOf(member, given) },
          claim,
        };
      });
      if (!found.member) return found;
      const { walletId, member, claim } = found;
      // The counter is somebody else's by now: where many take part, counting them takes a while.
      const leaderboard = await handlers['leaderboard.place']({ walletId });
      return { member: { ...member, leaderboard }, claim };
    },
    claim: ({ card, code }) =>
      inTurn(async () => {
        const { walletId } = await memberOf(card);
        const laid = await patient.scanned({ deviceId: 'register', text: code });
        // Whoever did not hear the answer asks again: what was theirs by then is theirs.
        if (!laid.ok && laid.refusal.code === 'CLAIM_TAKEN' && claimedBy(code) === walletId)
          return { credited: [], holdings: inWords((await memberOf(card)).holdings) };
        obeyed(laid);
        const { claim } = checkout.view();
        if (!claim) throw new Refused({ code: 'CODE_UNKNOWN' });
        const because = options.gate.forRegister({ walletId, earns: () => pointsIn(claim.value) });
        if (because) throw new Refused({ ...because });
        obeyed(await patient.takeClaim());
        return { credited: claim.value, holdings: inWords((await memberOf(card)).holdings) };
      }),
    offers: ({ card }) =>
      inTurn(async () => {
        const { holdings } = await memberOf(card);
        return {
          offers: holdings.map(({ programId, unit, here, have, need }) => {
            return { programId, unit, here, missing: Math.max(0, need - have) };
          }),
        };
      }),
    quote: ({ amountMinor, ...basket }) =>
      inTurn(async () => {
        await lay(basket);
        const quote = obeyed(checkout.quote(textOf(amountMinor), basket.claim));
        const { offers, taxes } = checkout.offers(textOf(amountMinor));
        return {
          ...outcomeOf(there(quote)),
          taxes,
          offers: offers.map(({ offerId, title, state, offMinor, cost, because }) => {
            return {
              offerId,
              title: options.why(title, cost?.unit),
              state,
              offMinor,
              why: because && options.whyNot(because),
            };
          }),
        };
      }),
    sell: ({ saleId, amountMinor, ...basket }) =>
      inTurn(async () => {
        const recordId = recordOf(saleId);
        const before = await soldBefore(recordId, { amountMinor, card: basket.card });
        if (before !== undefined) return saleOf(saleId, before);
        await lay(basket);
        const claim = basket.claim ? 'told' : undefined;
        return saleOf(saleId, obeyed(await patient.confirm(recordId, textOf(amountMinor), claim)));
      }),
    reserve: ({ reservationId, card, unit, amount }) =>
      inTurn(async () => {
        const { walletId } = await memberOf(card);
        const recordId = recordOf(reservationId);
        // What waits under one id is spent together, in one member's sale.
        if (reservations(recordId).some(({ holder }) => holder !== walletHolder(walletId)))
          throw new NotAnswered(409, 'OTHER_MEMBER');
        const done = await handlers['basket.reserve']({ reservationId: recordId, walletId, unit, amount });
        if (!done.ok) throw new Refused(done.refusal);
        const [waiting] = reservations(recordId);
        return { reservationId, amount, untilMs: waiting?.untilMs ?? machine.now() };
      }),
    commit: (asked) =>
      inTurn(async () => {
        const reservationId = recordOf(asked.reservationId);
        const before = await soldBefore(recordOf(asked.saleId), asked);
        if (before !== undefined && !spentIn(recordOf(asked.saleId), reservationId))
          throw new NotAnswered(409, 'SALE_DIFFERS');
        if (before !== undefined) return saleOf(asked.saleId, before);
        const state = store.standing.state();
        if (state !== 'sound') throw new Refused({ code: state === 'retired' ? 'RETIRED' : 'RESTRICTED' });
        const { member } = await lay(asked);
        const waiting = reservations(reservationId);
        if (waiting.length === 0) throw new Refused({ code: 'RESERVATION_GONE' });
        if (!member || waiting.some(({ holder }) => holder !== walletHolder(member.walletId)))
          throw new NotAnswered(409, 'OTHER_MEMBER');
        const outcome = sellWith(asked, member.walletId);
        options.committed();
        return saleOf(asked.saleId, outcome);
      }),
    async release({ reservationId }) {
      const done = await handlers['basket.release']({ reservationId: recordOf(reservationId) });
      if (!done.ok) throw new Refused(done.refusal);
      return { reservationId };
    },
    async reverse({ reversalId, saleId, kind, amountMinor }) {
      const amountText = amountMinor === undefined ? '' : textOf(amountMinor);
      const own = recordOf(saleId);
      // A sale of another till, or one that a cashier made, goes by the id that stands in the ledger and on the receipt.
      const recordId = store.look.placeOfSale(own) === undefined ? saleId : own;
      const commandId = recordOf(reversalId);
      const known = store.look.reversal(commandId);
      if (
        known &&
        (known.saleId !== recordId || known.kind !== kind || (amountMinor ?? known.amount) !== known.amount)
      )
        throw new NotAnswered(409, 'REVERSAL_DIFFERS');
      const done = await handlers['refund.confirm']({
        commandId,
        saleId: recordId,
        kind,
        amountText,
        lines: [],
        note: '',
      });
      if (!done.ok) throw new Refused(done.refusal);
      const { money, left, provisional, steps } = done.reversal;
      // All that was left was asked for, and not all of it was: that was another one.
      if (known && amountMinor === undefined && (left?.minor ?? 0) > 0)
        throw new NotAnswered(409, 'REVERSAL_DIFFERS');
      return { saleId, money, left, provisional, moved: steps };
    },
  };
}
