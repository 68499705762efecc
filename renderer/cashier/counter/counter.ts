import type { TakenBackView } from '#shared/api/capture.api.ts';
import { ChannelError, errorCodeOf, type ErrorCode } from '#shared/api/channel.ts';
import type { CommandAnswer, OutcomeView, RefusalView, VisitView } from '#shared/api/checkout.api.ts';
import type { RawScan } from '#shared/scan/raw-scan.ts';
import { liveCell, settled, type Live, type LiveCell } from '../../client/live.ts';
import type { Till } from '../../client/till.ts';
import { createMemberWork, type MemberWork } from '../members/member-work.ts';
import { pressAmountKey, type AmountKey } from './amount-text.ts';
import { offerAmount } from './offered-amount.ts';
import { watchOffers, type Offers } from './watch-offers.ts';
import { createClaimWork, type ClaimWork } from './claim-work.ts';
import { createGiftCardWork, type GiftCardWork } from './gift-card-work.ts';
import { createPlaceWork, type PlaceWork } from './place-work.ts';
import { createSeller, type Seller, type SellerState } from './sell-once.ts';

/** What the counter has to say about the last command, until the next one. */
export type CounterNotice = { kind: 'refused'; refusal: RefusalView } | { kind: 'failed'; code: ErrorCode };

/** What the cashier has in hand beside the visit that the till keeps: the amount being typed, and everything keys can do. */
export interface Counter {
  amountText: LiveCell<string>;
  /** The register that the amount came from, as long as nobody changed it. */
  register: Live<string | undefined>;
  /** The line by which the receipt that it came from perhaps is a copy. */
  registerDoubt: Live<string | undefined>;
  selling: Live<SellerState>;
  notice: Live<CounterNotice | undefined>;
  /** What the cashier has already gone past: a sale's outcome by its id, the till's notice by the visit's serial. */
  seen: Live<{ saleId: string; serial: number }>;
  press(key: AmountKey): void;
  /** Notes what keys can change, and gives back how to undo what they did since: they were a scanner's. */
  remember(): () => void;
  /** Enter: sells, or clears the outcome of the last sale away. */
  goOn(): Promise<void>;
  /** Esc: takes back the amount, then the notice, then the outcome, then whoever is at the counter. */
  goBack(): Promise<void>;
  /** Goes past whatever the line under the amount says. */
  dismissNotices(): void;
  /** What is begun with members: looking for one, enrolling one, giving one a new card. */
  members: MemberWork;
  /** A sale that somebody wants to take back: the screen for it opens with it. */
  returning: LiveCell<string | undefined>;
  /** Whether a code is being typed. */
  typingCode: LiveCell<boolean>;
  /** F1: begins to take a code, for the next customer if the last sale still stands there. */
  typeCode(): void;
  /** F2: makes a member of whoever holds the new card, or gives it to who waits for it. */
  enrol(anyway?: boolean): Promise<void>;
  /** Puts a member who was found at the counter. */
  present(walletId: string): Promise<void>;
  /** Gives the new card to a member who is known. */
  attach(walletId: string): Promise<void>;
  count(item: string, by: number): Promise<void>;
  /** What a sale of the amount being typed comes to. */
  offers: Offers;
  /** Takes an offer, or puts it back. */
  choose(offerId: string, chosen: boolean): Promise<void>;
  putBack(voucherId: string): Promise<void>;
  giftCards: GiftCardWork;
  claims: ClaimWork;
  places: PlaceWork;
  /** Whether a coupon is being given to the member at the counter: Alt G opens and closes it. */
  givingCoupon: LiveCell<boolean>;
  /** Whether somebody is at the counter whom one could be given. */
  mayGiveCoupon(): boolean;
  scan(scan: RawScan): Promise<void>;
  /** F11: turns the camera on or off. False where none was chosen. */
  turnCamera(): boolean;
  /** Asks who sent the customer, or no longer. */
  askReferrer(on: boolean): Promise<void>;
  /** Says who it was, by what was typed. */
  nameReferrer(text: string): Promise<void>;
}

/** A counter on a till, with nothing typed. `newId` makes ids for commands. */
export function createCounter(till: Till, newId: () => string): Counter {
  const amountText = liveCell('');
  const notice = liveCell<CounterNotice | undefined>(undefined);
  const seen = liveCell({ saleId: '', serial: -1 });
  const seller = createSeller({
    ask: ({ giftCardId, claim, ...command }) =>
      giftCardId === undefined
        ? till.call('checkout.confirm', { ...command, claim })
        : till.call('gift-cards.load', { ...command, giftCardId }),
    whenOpen: () => settled(till.state, (state) => state === 'open'),
    newId,
  });
  const offered = offerAmount(till.offer, amountText);
  const outcome = (): OutcomeView | undefined => shownOutcome(till.visit.get(), seen.get().saleId);

  // Whatever the till says is newer than what we had to say about the last command.
  till.visit.subscribe(() => notice.set(undefined));

  const typingCode = liveCell(false);
  const givingCoupon = liveCell(false);
  const members = createMemberWork(till);
  const tell = (answer: Pick<CommandAnswer, 'ok'> & { refusal?: RefusalView }): boolean => {
    notice.set(answer.refusal && { kind: 'refused', refusal: answer.refusal });
    return answer.ok;
  };
  const attempt = async (what: () => Promise<unknown>): Promise<void> => {
    try {
      await what();
    } catch (thrown) {
      notice.set({ kind: 'failed', code: errorCodeOf(thrown) });
    }
  };
  const takenBack = (): TakenBackView | null => till.capture.get()?.takenBack ?? null;
  const dismissNotices = (): void => {
    notice.set(undefined);
    const read = takenBack();
    if (read) void attempt(() => till.call('capture.dismiss', { receiptId: read.receiptId }));
    const serial = till.visit.get()?.serial ?? -1;
    if (seen.get().serial !== serial) seen.set({ ...seen.get(), serial });
  };
  const dismissOutcome = (): void => {
    const shown = outcome();
    if (shown) seen.set({ ...seen.get(), saleId: shown.saleId });
  };

  const sell = (ask: (from: Seller, text: string) => Promise<CommandAnswer | undefined>): Promise<void> => {
    const text = amountText.get();
    return offered.hold(() =>
      attempt(async () => {
        if (till.state.get() !== 'open') throw new ChannelError('CLOSED');
        const answer = await ask(seller, text);
        if (answer && tell(answer)) amountText.set('');
      }),
    );
  };
  const saying = (ask: () => Promise<CommandAnswer>): Promise<void> =>
    attempt(async () => {
      dismissOutcome();
      tell(await ask());
    });
  const giftCards = createGiftCardWork(till, sell, saying);
  const claims = createClaimWork(till, sell, saying);

  return {
    amountText,
    register: offered.register,
    registerDoubt: offered.doubt,
    selling: seller.state,
    notice,
    seen,
    press(key) {
      if (seller.state.get() !== 'idle') return;
      dismissOutcome();
      dismissNotices();
      // Who types over a register's total begins anew.
      const typed = offered.register.get() !== undefined && key !== 'backspace' ? '' : amountText.get();
      amountText.set(pressAmountKey(typed, key));
    },
    remember() {
      const before = [amountText.get(), notice.get(), seen.get()] as const;
      const takeBack = members.remember();
      return () => {
        takeBack();
        amountText.set(before[0]);
        notice.set(before[1]);
        seen.set(before[2]);
      };
    },
    goOn() {
      const text = amountText.get();
      if (text === '' && outcome()) {
        dismissOutcome();
        return Promise.resolve();
      }
      if (text === '' && claims.isWaiting()) return claims.take();
      const card = giftCards.waiting();
      return card === undefined ? sell((from) => from.confirm(text)) : giftCards.load(card);
    },
    async goBack() {
      if (seller.state.get() !== 'idle' || members.drop()) return;
      if (typingCode.get()) return typingCode.set(false);
      if (givingCoupon.get()) return givingCoupon.set(false);
      const visit = till.visit.get();
      const refused = visit?.notice.kind === 'refused' && visit.serial > seen.get().serial;
      const typed = amountText.get() !== '';
      amountText.set('');
      const waiting = offered.waiting();
      if (waiting) await attempt(() => till.call('capture.dismiss', { receiptId: waiting.receiptId }));
      if (typed || refused || notice.get() || takenBack()) dismissNotices();
      else if (outcome()) dismissOutcome();
      else await attempt(async () => tell(await till.call('checkout.clear', {})));
    },
    dismissNotices,
    members,
    returning: liveCell<string | undefined>(undefined),
    typingCode,
    typeCode() {
      dismissOutcome();
      typingCode.set(true);
    },
    enrol: (anyway = false) =>
      attempt(async () => {
        const waits = members.replacing.get();
        tell(await (waits ? members.attach(waits.walletId) : members.enrol(anyway)));
      }),
    present: (walletId) =>
      attempt(async () => {
        dismissOutcome();
        tell(await members.present(walletId));
      }),
    attach: (walletId) => attempt(async () => tell(await members.attach(walletId))),
    count: (item, by) =>
      attempt(async () => {
        dismissOutcome();
        tell(await till.call('checkout.count', { item, by }));
      }),
    offers: watchOffers(till, amountText),
    choose: (offerId, chosen) =>
      attempt(async () => tell(await till.call('checkout.choose', { offerId, chosen, amountText: '' }))),
    putBack: (voucherId) => attempt(async () => tell(await till.call('checkout.put-back', { voucherId }))),
    giftCards,
    claims,
    places: createPlaceWork(till, attempt, newId),
    givingCoupon,
    mayGiveCoupon: () => (till.visit.get()?.member ?? null) !== null,
    // What came of a scan is told to every screen as the visit's notice; only a till that is away is told here.
    scan: (scan) => attempt(() => till.call('checkout.scan', scan)),
    turnCamera() {
      const camera = till.devices.camera.get();
      if (camera) void attempt(() => till.call('devices.turn-camera', { on: !camera.on }));
      return camera !== null;
    },
    askReferrer: (on) => attempt(async () => tell(await till.call('referral.ask', { on }))),
    nameReferrer: (text) => attempt(async () => tell(await till.call('referral.name', { text }))),
  };
}

/** Whether only coupons lie on the counter: a free coffee needs no amount. */
export function onlyCoupons(visit: VisitView | undefined): boolean {
  const vouchers = visit?.vouchers ?? [];
  return vouchers.length > 0 && vouchers.every(({ unit }) => unit.startsWith('coupon:'));
}

/** The last sale's outcome while it is worth showing: until the cashier goes on. */
export function shownOutcome(visit: VisitView | undefined, seenSaleId: string): OutcomeView | undefined {
  const outcome = visit?.lastOutcome ?? undefined;
  return outcome && outcome.saleId !== seenSaleId ? outcome : undefined;
}
