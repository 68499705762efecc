import { ChannelError } from '#shared/api/channel.ts';
import { ApprovalAsked } from '#shared/api/access.api.ts';
import type { OutcomeView, VisitView } from '#shared/api/checkout.api.ts';
import type { Machine } from '#shared/base/machine.ts';
import type { PrintJobView } from '#shared/api/print.api.ts';
import type { Log } from '#electron/platform/log.ts';
import type { Say } from '#shared/base/language.ts';
import { typedAmount, type Money } from '#shared/money/money.ts';
import type { Block, Document } from '#shared/print/document.ts';
import { receiptFooter, type ReceiptFooter } from '#shared/print/documents/receipt-footer.document.ts';
import { placeWords, type Place } from '#shared/members/leaderboard.ts';
import type { PrintJob } from '#shared/print/print-job.ts';
import { shopHead } from '#shared/print/shop-words.ts';
import { paperHouse } from '#shared/settings/paper-settings.ts';
import type { FooterChoice } from '#shared/settings/receipt-footer.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import type { TillGate } from '#electron/access/gate.ts';
import type { Checkout } from '#electron/checkout/checkout.ts';
import { inAll, worthWords, type Worth } from '#electron/checkout/worth-words.ts';
import type { PatientCheckout } from '#electron/checkout/patient-checkout.ts';
import type { MembersBoard } from '#electron/members/members-board.ts';
import type { AppendOutcome } from '#electron/devices/transports/cut-gate.ts';
import { modelNamed } from '#electron/printing/printer-models.ts';
import { documentToRaster } from '#electron/printing/to-raster.ts';
import type { SetJobState } from '#electron/printing/activating-queue.ts';
import type { PrintJobs } from '#electron/store/print-jobs.ts';
import { printJobView } from '#electron/api/print.handlers.ts';
import type { WaitingCut } from './listening.ts';
import type { PrintedReceipt, ReceiptMemory } from './receipt-memory.ts';

export interface ReceiptFooterOptions {
  settings: ShopSettings;
  checkout: Pick<Checkout, 'view' | 'missingFor' | 'confirm'>;
  patient: Pick<PatientCheckout, 'inTurn'>;
  gate: Pick<TillGate, 'pass' | 'withdraw'>;
  memory: ReceiptMemory;
  store: { jobs: Pick<PrintJobs, 'get'> };
  setJobState: SetJobState;
  machine: Pick<Machine, 'newId' | 'now'>;
  /** Where somebody stands on this month's leaderboard. */
  board: Pick<MembersBoard, 'placeOf'>;
  /** What the shop's papers speak. */
  say: Say;
  /** A paper has another state. */
  changed(job: PrintJobView): void;
  /** A paper waits for the till's own printer. */
  wake(): void;
  log: Log;
}

/** A receipt whose total was read and whose cut waits. */
export interface ReceiptToFoot {
  total: Money;
  receipt: PrintedReceipt;
  choice: FooterChoice;
  cut: WaitingCut;
}

/** Points are what people ask for, none too; an empty stamp card is no news. */
const isWorthTelling = ({ unit, amount }: Worth): boolean => amount > 0 || unit.startsWith('points:');
/** What a receipt tells of: the rest is not the customer's to count. */
const toldUnits = /^(?:points|stamps|credit):/;
/** More papers of one sale than this come out of the till's own printer: a receipt is no roll of vouchers. */
const mostPapers = 2;

/** For so large a part of what the cut may wait, the place on the leaderboard is waited for. */
const shareOfHold = 4;

/** What is to be printed, and the print jobs that are on their way with it, whether or not it can be drawn. */
interface Footer {
  /** Whose sale it was. */
  walletId: string | null;
  document(place: Place | null): Document;
  vouchers: readonly string[];
  claims: readonly string[];
  /** The jobs that do not go with it. */
  others: readonly string[];
}

/**
 * Answers a receipt whose cut waits. With a member at the counter the receipt confirms their sale; without anybody it leaves a claim; a
 * sale that was confirmed before is told. Where anything else lies on the counter, or a second person has to agree, the cashier decides,
 * and the receipt is cut as it is. It resolves when the cut was decided about, and never rejects.
 */
export type FootReceipt = (receipt: ReceiptToFoot) => Promise<void>;

export function createReceiptFooter(options: ReceiptFooterOptions): FootReceipt {
  const { settings, checkout, patient, gate, memory, say } = options;
  const { jobs } = options.store;
  const { language } = settings;

  const inWords = (pieces: readonly Worth[]): string[] =>
    inAll(pieces.filter(({ unit }) => toldUnits.test(unit))).map((one) => worthWords(one, say, language));
  const memberOf = (
    { awards, holdings }: OutcomeView,
    tail: string,
    place: Place | null,
  ): NonNullable<ReceiptFooter['member']> => ({
    tail,
    earned: inWords(awards),
    balance: inWords(holdings.map(({ unit, total }) => ({ unit, amount: total })).filter(isWorthTelling)),
    ...(place && { place: placeWords(place, say, language) }),
  });
  const move = (jobIds: readonly string[], ...[state, trouble]: Tail<Parameters<SetJobState>>): void => {
    for (const jobId of jobIds) options.changed(printJobView(options.setJobState(jobId, state, trouble)));
    if (state === 'queued' && jobIds.length > 0) options.wake();
  };
  /** What became of the papers: those that did not leave are the spool's, and of the others nobody knows more. */
  const settle = ({ vouchers, claims, others }: Footer, outcome: AppendOutcome): void => {
    move(others, 'queued', null);
    if (outcome === 'without') return move([...vouchers, ...claims], 'queued', null);
    if (outcome === 'unknown') return move([...vouchers, ...claims], 'unknown', 'interrupted');
    // A code to claim is nobody's money: its slip is not needed any more, and nobody is asked to look.
    move(claims, 'cancelled', null);
    move(vouchers, 'unknown', 'on-receipt');
  };
  /** The shop's name stands on the receipt already. */
  const belowHead = ({ document: { blocks } }: PrintJob): Block[] => {
    const head = shopHead(paperHouse(settings)).map((block) => JSON.stringify(block));
    return blocks.filter((block) => !head.includes(JSON.stringify(block)));
  };
  const balanceOf = (outcome: OutcomeView, tail: string, walletId: string | null): Footer => ({
    walletId,
    document: (place) => receiptFooter({ member: memberOf(outcome, tail, place), papers: [] }, say),
    vouchers: [],
    claims: [],
    others: [],
  });
  const footerOf = (outcome: OutcomeView, member: VisitView['member']): Footer => {
    const issued = outcome.issued.map(({ jobId }) => jobId).filter((jobId) => jobId !== '');
    const claims = outcome.claim?.jobId ? [outcome.claim.jobId] : [];
    const vouchers = issued.slice(0, mostPapers);
    return {
      walletId: member?.walletId ?? null,
      document(place) {
        const papers = [...vouchers, ...claims].flatMap((jobId) => jobs.get(jobId) ?? []).map(belowHead);
        const whose = member && { member: memberOf(outcome, member.tail, place) };
        return receiptFooter({ papers, ...whose }, say);
      },
      vouchers,
      claims,
      others: issued.slice(mostPapers),
    };
  };
  const sell = (commandId: string, { total, receipt, cut }: ReceiptToFoot, claim: boolean): Footer | null => {
    const amountText = typedAmount(total);
    const { member } = checkout.view();
    if (cut.isLate() || checkout.missingFor({ amountText }).length > 0) return null;
    memory.follows(commandId, receipt);
    const answer = checkout.confirm(commandId, amountText, claim ? 'printed' : undefined, 'elsewhere');
    return answer.ok && answer.outcome ? footerOf(answer.outcome, member) : null;
  };
  /** The same call as a cashier's Enter, through the same gate; a question that nobody asked is taken back. */
  const asCashier = async (receipt: ReceiptToFoot, claim: boolean): Promise<Footer | null> => {
    const { serial } = checkout.view();
    const amountText = typedAmount(receipt.total);
    const input = { commandId: options.machine.newId(), amountText, claim };
    const step = (): Footer | null =>
      checkout.view().serial === serial ? sell(input.commandId, receipt, claim) : null;
    try {
      return (await gate.pass('checkout.confirm', input, undefined, () =>
        patient.inTurn(step),
      )) as Footer | null;
    } catch (error) {
      if (!(error instanceof ChannelError)) throw error;
      const asked = ApprovalAsked.safeParse(error.asked);
      if (asked.success) gate.withdraw(asked.data.requestId);
      return null;
    }
  };
  const decide = async (asked: ReceiptToFoot): Promise<Footer | null> => {
    const { total, receipt, choice } = asked;
    const [belongs, view] = await patient.inTurn(() => {
      const now = checkout.view();
      return [memory.take(receipt, now.member?.walletId ?? null, options.machine.now()), now] as const;
    });
    if (['again', 'perhaps-again', 'seen'].includes(belongs.to)) return null;
    if (belongs.to === 'sold') {
      const { outcome, tail, walletId } = belongs;
      const isAnother = view.member !== null && view.member.walletId !== walletId;
      const isSame = outcome.total.minor === total.minor && outcome.holdings.length > 0;
      return isSame && !isAnother && choice.confirms ? balanceOf(outcome, tail, walletId) : null;
    }
    if (isOnlyMember(view)) return choice.confirms ? asCashier(asked, false) : null;
    const mayClaim = belongs.to === 'new' && view.claimOffer !== undefined && choice.claims;
    return mayClaim && isNobody(view) ? asCashier(asked, true) : null;
  };
  /** Where many take part it takes a while to count them: the receipt goes without it, before it would go without all the rest. */
  const placeOf = async (footer: Footer | null, { place, holdMs }: FooterChoice): Promise<Place | null> => {
    if (!footer?.walletId || !place) return null;
    try {
      return await within(holdMs / shareOfHold, options.board.placeOf(footer.walletId));
    } catch (error) {
      failed(error);
      return null;
    }
  };
  const failed = (error: unknown): void =>
    options.log(`receipt footer: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  const foot: FootReceipt = async (receipt) => {
    const { choice, cut } = receipt;
    let footer: Footer | null = null;
    let outcome: AppendOutcome = 'without';
    try {
      footer = await decide(receipt);
      const place = await placeOf(footer, choice);
      const block = footer && documentToRaster(footer.document(place), modelNamed(choice.model), cut);
      outcome = await cut.answer(block);
    } catch (error) {
      void cut.answer(null);
      failed(error);
    }
    try {
      if (footer) settle(footer, outcome);
    } catch (error) {
      failed(error);
    }
  };
  return foot;
}

type Tail<Of extends readonly unknown[]> = Of extends readonly [unknown, ...infer Rest] ? Rest : never;

const isBare = (view: VisitView): boolean =>
  view.newCard === null &&
  view.vouchers.length === 0 &&
  view.giftCards.length === 0 &&
  view.claim === undefined &&
  (view.coupons ?? 0) === 0 &&
  view.items.every(({ quantity }) => quantity === 0);

const isOnlyMember = (view: VisitView): boolean => view.member !== null && isBare(view);
const isNobody = (view: VisitView): boolean => view.member === null && isBare(view);

/** What is answered in time, or nothing. */
function within<T>(ms: number, asked: Promise<T>): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<null>((resolve) => void (timer = setTimeout(() => resolve(null), ms)));
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}
