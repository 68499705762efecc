import type { CommandAnswer, OffersView, OutcomeView, VisitView } from '#shared/api/checkout.api.ts';
import { businessDay } from '#shared/base/business-time.ts';
import type { Line } from '#shared/basket/basket.ts';
import type { LanguageTag, Say } from '#shared/base/language.ts';
import type { Machine, VerifySignature } from '#shared/base/machine.ts';
import type { Envelope } from '#shared/ledger/envelope.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { readEntries } from '#shared/projections/fold.ts';
import { parseAmount } from '#shared/money/money.ts';
import { paperHouse } from '#shared/settings/paper-settings.ts';
import { voucherDocument } from '#shared/print/documents/voucher.document.ts';
import type { RawScan } from '#shared/scan/raw-scan.ts';
import { recognise } from '#shared/scan/recognise.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import { decide, type Command } from '#shared/visit/decide.ts';
import type { IdentifiedBy } from '#shared/members/identified-by.ts';
import { personOf } from '#shared/members/profile.ts';
import {
  claimHolder,
  giftCardHolder,
  voucherHolder,
  walletHolder,
  type WalletId,
} from '#shared/members/wallet.ts';
import { campaignHolder, type Holder } from '#shared/ledger/holder.ts';
import { couponsAt } from '#shared/visit/coupons.ts';
import {
  lyingElsewhere,
  missingForClaim,
  missingForGiftCard,
  missingForCode,
  missingForNumber,
  missingForSale,
  missingForVoucher,
  type Missing,
} from '#shared/visit/missing.ts';
import type { Circumstances } from '#shared/visit/look-up.ts';
import { offersAtCounter } from '#shared/visit/offers-at-counter.ts';
import { outcomeOf, type SaleOutcome } from '#shared/visit/sale-outcome.ts';
import { emptyVisit, type Visit } from '#shared/visit/visit.ts';
import type { NewPrintJob } from '#electron/store/print-jobs.ts';
import type { Store } from '#electron/store/store.ts';
import { signerOf, type TillKey } from '#electron/platform/till-key.ts';
import { askedOnce } from './asked-once.ts';
import { claimPapers } from './claim-views.ts';
import { giftCardPapers } from './gift-papers.ts';
import { offersView, outcomeView, refusalView, visitView } from './views.ts';

export interface CheckoutOptions {
  store: Store;
  settings: ShopSettings;
  key: TillKey;
  machine: Machine;
  verify: VerifySignature;
  /** The language of the paper. */
  say: Say;
  language: LanguageTag;
  /** The same in a member's own language. Absent where every paper speaks the shop's. */
  sayIn?: (language: LanguageTag) => Say;
  /** Whether the centre answers. A counter without one works alone. */
  online?(): boolean;
  /** Whether a wallet is that of whoever serves, or of their household. Nobody's is at a counter where nobody signs in. */
  servesOwn?(walletId: WalletId): boolean;
  /** After the commit: the ledger has moved, followers may follow. */
  committed(envelopes: readonly Envelope[]): void;
  /** The counter looks different now. */
  changed(view: VisitView): void;
}

/**
 * One counter, one customer at a time: every scan and click passes through here, in order, and each is finished before the next.
 * It decides at once, with what lies here; who has time to ask the centre first uses `missingFor` and says so with `asked`.
 */
export interface Checkout {
  view(): VisitView;
  /** What a scan or a confirmation would need that lies elsewhere. Nothing when nobody could be asked for it. */
  missingFor(step: { scan: RawScan } | { amountText: string }): Missing[];
  /** What the member now at the counter holds elsewhere of what programs exchange. */
  lyingElsewhere(): Missing[];
  /** Whose value lies on the counter: the member, the vouchers and the gift cards. */
  holders(): Holder[];
  /** Shows that the centre is being asked, or no longer. */
  asking(whether: boolean): void;
  /** Runs a step after the centre was asked: what is still missing then is left to the owner's offline rules. */
  asked<T>(step: () => T): T;
  scanned(raw: RawScan): CommandAnswer;
  /** Takes the next card or code for that of whoever sent the customer, or no longer. */
  askReferrer(on: boolean): CommandAnswer;
  /** Who sent whoever is about to be enrolled. */
  referrer(): WalletId | null;
  /** Enrols the new card on the counter; `beside` writes more of the new member in the same transaction. */
  enrol(beside?: (walletId: WalletId) => void): CommandAnswer;
  /** Gives the new card on the counter to somebody who is a member already. */
  attach(walletId: WalletId): CommandAnswer;
  /** Puts a member at the counter who showed no card. The caller knows that there is such a member. */
  present(walletId: WalletId, tail: string, by: IdentifiedBy): CommandAnswer;
  /** The wallet that the new card on the counter would open. */
  newCard(): WalletId | null;
  count(item: string, by: number): CommandAnswer;
  putBack(voucherId: string): CommandAnswer;
  /** Lays a gift card on the counter that will be printed when it is paid. */
  makeGiftCard(): CommandAnswer;
  putGiftCardBack(giftCardId: string): CommandAnswer;
  /** Loads a gift card on the counter: once per `saleId`, as `confirm` sells. */
  loadGiftCard(saleId: string, giftCardId: string, amountText: string): CommandAnswer;
  /** What the register says that is bought, line by line; null takes it away again. */
  lay(lines: readonly Line[] | null): CommandAnswer;
  /** What a sale of the amount being typed comes to, with every offer. */
  offers(amountText: string): OffersView;
  /** Chooses an offer, or no longer; `amountText` is how much value is to pay, and empty for as much as may be. */
  choose(offerId: string, chosen: boolean, amountText: string): CommandAnswer;
  /** Credits the receipt on the counter to the member there. */
  takeClaim(): CommandAnswer;
  putClaimBack(): CommandAnswer;
  clear(): CommandAnswer;
  /** Sells once per `saleId`, however often it is asked, also after a restart. Throws Trouble when the disk says no. */
  confirm(saleId: string, amountText: string, claim?: ClaimAsked, papers?: PapersGo): CommandAnswer;
  /** What confirming would bring about now. Nothing is written, and nobody sees it. */
  quote(amountText: string, claim?: boolean): CommandAnswer;
  /** The points that confirming would bring the member, and who else would have something of it. */
  gains(amountText: string): { points: number; others: readonly WalletId[] };
}

/** That the receipt of a sale without a card may be claimed: on a slip of ours, or told to a register that prints it. */
export type ClaimAsked = 'printed' | 'told';

/** Where a sale's papers go: to the till's printer, or to whoever has them put on a register's receipt and says what came of it. */
export type PapersGo = 'to-spool' | 'elsewhere';

/** What screens see beside the visit itself. */
type Shown = Pick<VisitView, 'serial' | 'notice' | 'lastOutcome'>;

/** More facts than one sale brings about: programs make at most twenty exchanges of two facts each. */
const factsOfASale = 200;

/** The till's counter. What it answers is on disk before it answers. */
export function createCheckout(options: CheckoutOptions): Checkout {
  const { store, settings, key, machine, verify } = options;
  const signer = signerOf(key);
  let visit: Visit = emptyVisit;
  let shown: Shown = {
    serial: 0,
    notice: { kind: 'none' },
    lastOutcome: null,
  };

  let centreWasAsked = false;
  const online = (): boolean => options.online?.() ?? false;

  const person = (walletId: WalletId) => personOf(store.profiles.read(walletId) ?? {});

  const circumstances = (): Circumstances => {
    const atMs = machine.now();
    return {
      till: store.writer,
      state: store.standing.state(),
      online: online(),
      mayAsk: online() && !centreWasAsked,
      settings,
      time: { atMs, day: businessDay(atMs, settings) },
      look: store.look,
      servesOwn: (walletId) => options.servesOwn?.(walletId) ?? false,
      machine,
      verify,
      signer,
    };
  };
  const viewOf = (after: Visit, next: Shown, here: Circumstances): VisitView =>
    visitView(after, next, here, {
      visitsOf: (walletId) => store.look.visitsOf(walletId),
      friendsOf: (walletId) => store.look.friendsOf(walletId),
      person,
      segmentOf: store.segments.of,
    });
  /** The language of whoever gets the paper, as far as they said; else the shop's. */
  const voiceFor = (walletId: WalletId | undefined): [Say, LanguageTag] => {
    const language = walletId === undefined ? null : store.profiles.read(walletId)?.language?.value;
    return language && options.sayIn ? [options.sayIn(language), language] : [options.say, options.language];
  };
  const papers = (sold: SaleOutcome, here: Circumstances, claim?: ClaimAsked): NewPrintJob[] => {
    if (sold.issued.length + sold.loaded.length === 0 && !sold.claim) return [];
    const voice = voiceFor(visit.member?.walletId);
    return [
      ...sold.issued.map((voucher) => {
        const document = voucherDocument({ ...voucher, house: paperHouse(settings) }, ...voice);
        return { jobId: machine.newId(), document, copy: false, voucherId: voucher.voucherId };
      }),
      ...giftCardPapers(sold, visit, here, ...voice),
      ...(claim === 'told' ? [] : claimPapers(sold, here, ...voice)),
    ];
  };
  const outcome = (facts: readonly Fact[], here: Circumstances): OutcomeView =>
    outcomeView(outcomeOf(facts, store.look), (voucherId) => store.jobs.firstOf(voucherId) ?? '', here);

  /** Decides and writes in one transaction; only then, when it is on disk, the counter looks different. */
  const obey = (
    command: Command,
    notice: (after: Visit) => VisitView['notice'],
    beside?: (walletId: WalletId) => void,
    claim?: ClaimAsked,
    go: PapersGo = 'to-spool',
  ): CommandAnswer => {
    const here = circumstances();
    const done = store.atOnce(() => {
      const before = { ...here, look: askedOnce(here.look) };
      const decision = decide(visit, command, before);
      if (!decision.ok) return decision;
      const short = command.type === 'RecordSale' ? missingForSale(visit, command.amountText, before) : [];
      const envelopes = write(decision.value.facts, here, claim, go);
      const { member } = decision.value.visit;
      if (member) beside?.(member.walletId);
      return { ...decision, short, envelopes };
    });
    const serial = shown.serial + 1;
    if (!done.ok) {
      const refusal = refusalView(done.error);
      shown = { ...shown, serial, notice: { kind: 'refused', refusal } };
      options.changed(viewOf(visit, shown, here));
      return { ok: false, refusal };
    }
    ({ visit } = done.value);
    if (done.envelopes.length > 0) options.committed(done.envelopes);
    const lastOutcome =
      command.type === 'RecordSale' || command.type === 'LoadGiftCard'
        ? { ...outcome(done.value.facts, here), short: done.short }
        : null;
    shown = { serial, notice: notice(visit), lastOutcome };
    options.changed(viewOf(visit, shown, here));
    return { ok: true, outcome: lastOutcome };
  };
  const write = (
    facts: readonly Fact[],
    here: Circumstances,
    claim: ClaimAsked | undefined,
    go: PapersGo,
  ): readonly Envelope[] => {
    if (facts.length === 0) return [];
    const state = go === 'elsewhere' ? 'sending' : 'queued';
    const jobs =
      facts[0]?.type === 'SaleRecorded'
        ? papers(outcomeOf(facts, store.look), here, claim).map((job) => ({ ...job, state }) as const)
        : [];
    return store.commit({ facts, time: here.time, jobs });
  };
  /** The same sale asked for once more: nothing happens, and the answer is what the ledger says of it. */
  const soldBefore = (saleId: string): CommandAnswer | undefined => {
    const seq = store.look.placeOfSale(saleId);
    if (seq === undefined) return undefined;
    const facts = readEntries(store.ownAfter(seq - 1, factsOfASale)).map(({ fact }) => fact);
    return { ok: true, outcome: outcome(facts, circumstances()) };
  };
  const quietly = () => ({ kind: 'none' }) as const;
  const tried = (amountText: string, here: Circumstances, claim = false) =>
    decide(visit, { type: 'RecordSale', saleId: 'quote', amountText, claim }, here);

  const missingFor: Checkout['missingFor'] = (step) => {
    const here = circumstances();
    if (!here.mayAsk || here.state !== 'sound') return [];
    if ('amountText' in step) return missingForSale(visit, step.amountText, here);
    const scan = recognise(step.scan);
    if (scan.kind === 'gift-card') return missingForGiftCard(scan, here);
    if (scan.kind === 'claim') return missingForClaim(scan.claimId, here);
    if (scan.kind === 'voucher-number') return missingForNumber(scan.voucherId, here);
    if (scan.kind === 'unknown') return missingForCode(scan.readings, here);
    return scan.kind === 'voucher' ? missingForVoucher(scan, here) : [];
  };

  return {
    view: () => viewOf(visit, shown, circumstances()),
    missingFor,
    lyingElsewhere: () => {
      const here = circumstances();
      return visit.member && here.mayAsk && here.state === 'sound'
        ? lyingElsewhere(visit.member.walletId, here)
        : [];
    },
    holders: () => [
      ...(visit.member ? store.look.walletsOf(visit.member.walletId).map(walletHolder) : []),
      ...visit.vouchers.map(({ voucherId }) => voucherHolder(voucherId)),
      ...visit.giftCards.map(({ giftCardId }) => giftCardHolder(giftCardId)),
      ...(visit.claim ? [claimHolder(visit.claim.claimId)] : []),
      ...couponsAt(visit, circumstances()).map(({ program }) => campaignHolder(program.programId)),
    ],
    asking(whether) {
      shown = { ...shown, serial: shown.serial + 1, notice: { kind: whether ? 'asking' : 'none' } };
      options.changed(viewOf(visit, shown, circumstances()));
    },
    asked(step) {
      centreWasAsked = true;
      try {
        return step();
      } finally {
        centreWasAsked = false;
      }
    },
    scanned: (raw) => {
      const scan = recognise(raw);
      const names = scan.kind === 'referral' || (scan.kind === 'member-card' && visit.asksReferrer);
      return obey({ type: 'Present', scan }, (after) => {
        if (names) return { kind: 'recognised', what: 'referrer' };
        if (scan.kind === 'voucher-number') return { kind: 'recognised', what: 'voucher' };
        if (scan.kind === 'unknown') return { kind: 'recognised', what: 'coupon' };
        if (scan.kind === 'voucher' || scan.kind === 'gift-card' || scan.kind === 'claim')
          return { kind: 'recognised', what: scan.kind };
        return { kind: 'recognised', what: after.newCard ? 'new-card' : 'member' };
      });
    },
    askReferrer: (on) => obey({ type: 'AskReferrer', on }, quietly),
    referrer: () => visit.referrer?.walletId ?? null,
    enrol: (beside) => obey({ type: 'EnrolCard' }, () => ({ kind: 'recognised', what: 'enrolled' }), beside),
    attach: (walletId) =>
      obey({ type: 'AttachCard', walletId }, () => ({ kind: 'recognised', what: 'attached' })),
    present: (walletId, tail, by) =>
      obey({ type: 'PresentMember', walletId, tail, by }, () => ({ kind: 'recognised', what: 'member' })),
    newCard: () => visit.newCard?.walletId ?? null,
    count: (item, by) => obey({ type: 'CountItem', item, by }, quietly),
    lay: (lines) => obey({ type: 'LayLines', lines }, quietly),
    offers: (amountText) =>
      offersView(offersAtCounter(visit, amountText, circumstances()), settings.currency),
    choose(offerId, chosen, amountText) {
      const { currency, maxSaleMinor } = settings;
      const amount = amountText.trim() === '' ? null : parseAmount(amountText, currency, maxSaleMinor);
      if (amount && !amount.ok) return { ok: false, refusal: refusalView(amount.error) };
      const amountMinor = amount?.value.minor ?? null;
      return obey({ type: 'ChooseOffer', offerId, chosen, amountMinor }, quietly);
    },
    putBack: (voucherId) => obey({ type: 'PutVoucherBack', voucherId }, quietly),
    makeGiftCard: () => obey({ type: 'NewGiftCard' }, () => ({ kind: 'recognised', what: 'gift-card' })),
    putGiftCardBack: (giftCardId) => obey({ type: 'PutGiftCardBack', giftCardId }, quietly),
    loadGiftCard: (saleId, giftCardId, amountText) =>
      soldBefore(saleId) ?? obey({ type: 'LoadGiftCard', saleId, giftCardId, amountText }, quietly),
    takeClaim: () => obey({ type: 'TakeClaim' }, () => ({ kind: 'recognised', what: 'claimed' })),
    putClaimBack: () => obey({ type: 'PutClaimBack' }, quietly),
    clear: () => obey({ type: 'Clear' }, quietly),
    confirm: (saleId, amountText, claim, go) =>
      soldBefore(saleId) ??
      obey(
        { type: 'RecordSale', saleId, amountText, claim: claim !== undefined },
        quietly,
        undefined,
        claim,
        go,
      ),
    quote(amountText, claim = false) {
      const here = circumstances();
      const decision = tried(amountText, here, claim);
      if (!decision.ok) return { ok: false, refusal: refusalView(decision.error) };
      return { ok: true, outcome: outcomeView(outcomeOf(decision.value.facts, store.look), () => '', here) };
    },
    gains(amountText) {
      const decision = tried(amountText, circumstances());
      const facts = decision.ok ? decision.value.facts : [];
      const awards = facts.flatMap((fact) => (fact.type === 'ValueAwarded' ? [fact.body] : []));
      const isOwn = ({ walletId }: { walletId: WalletId }) => walletId === visit.member?.walletId;
      const points = awards.filter((one) => isOwn(one) && one.unit.startsWith('points:'));
      return {
        points: points.reduce((sum, { amount }) => sum + amount, 0),
        others: awards.filter((one) => !isOwn(one)).map(({ walletId }) => walletId),
      };
    },
  };
}
