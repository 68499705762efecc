import type { CommandAnswer, VisitView } from '#shared/api/checkout.api.ts';
import { businessDay } from '#shared/base/business-time.ts';
import type { LanguageTag, Say } from '#shared/base/language.ts';
import type { Machine, VerifySignature } from '#shared/base/machine.ts';
import type { Envelope } from '#shared/ledger/envelope.ts';
import { voucherDocument } from '#shared/print/documents/voucher.document.ts';
import type { RawScan } from '#shared/scan/raw-scan.ts';
import { recognise } from '#shared/scan/recognise.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import { decide, type Command, type Decision } from '#shared/visit/decide.ts';
import type { Circumstances } from '#shared/visit/look-up.ts';
import type { SaleOutcome } from '#shared/visit/record-sale.ts';
import { emptyVisit, type Visit } from '#shared/visit/visit.ts';
import type { NewPrintJob } from '#electron/store/print-jobs.ts';
import type { Store } from '#electron/store/store.ts';
import type { TillKey } from '#electron/platform/till-key.ts';
import { outcomeView, refusalView, visitView } from './views.ts';

export interface CheckoutOptions {
  store: Store;
  settings: ShopSettings;
  key: TillKey;
  machine: Machine;
  verify: VerifySignature;
  /** The language of the paper. */
  say: Say;
  language: LanguageTag;
  /** After the commit: the ledger has moved, followers may follow. */
  committed(envelopes: readonly Envelope[]): void;
  /** The counter looks different now. */
  changed(view: VisitView): void;
}

/** One counter, one customer at a time: every scan and click passes through here, in order, and each is finished before the next. */
export interface Checkout {
  view(): VisitView;
  scanned(raw: RawScan): CommandAnswer;
  enrol(): CommandAnswer;
  count(item: string, by: number): CommandAnswer;
  putBack(voucherId: string): CommandAnswer;
  clear(): CommandAnswer;
  /** Sells once per `commandId`, however often it is asked, also after a restart. Throws Trouble when the disk says no. */
  confirm(commandId: string, amountText: string): CommandAnswer;
}

/** What is kept of an answered command, to answer it again. */
interface RememberedSale {
  outcome: SaleOutcome;
  jobIds: string[];
  walletId: string | null;
}
const remembered = (sale: RememberedSale): string => JSON.stringify(sale);

/** What screens see beside the visit itself. */
type Shown = Pick<VisitView, 'serial' | 'notice' | 'lastOutcome'>;

/** What one command did. */
interface Done {
  visit: Visit;
  shown: Shown;
  view: VisitView;
  envelopes: readonly Envelope[];
  answer: CommandAnswer;
}

/** The till's counter. What it answers is on disk before it answers. */
export function createCheckout(options: CheckoutOptions): Checkout {
  const { store, settings, key, machine, verify } = options;
  let visit: Visit = emptyVisit;
  let shown: Shown = {
    serial: 0,
    notice: { kind: 'none' },
    lastOutcome: null,
  };

  const circumstances = (): Circumstances => {
    const atMs = machine.now();
    return {
      till: store.writer,
      settings,
      time: { atMs, day: businessDay(atMs, settings) },
      look: store.look,
      machine,
      verify,
      signer: { keyId: key.publicKey.slice(0, 8), sign: (message) => key.sign(message) },
    };
  };
  const viewOf = (after: Visit, next: Shown, here: Circumstances): VisitView =>
    visitView(after, next, here, (walletId) => store.look.visitsOf(walletId));
  const papers = (decision: Decision): NewPrintJob[] =>
    (decision.outcome?.issued ?? []).map((voucher) => {
      const { shop, voucherFooter: footer } = settings;
      const document = voucherDocument({ ...voucher, shop, footer }, options.say, options.language);
      return { jobId: machine.newId(), document, copy: false, voucherId: voucher.voucherId };
    });
  /** Decides, writes and looks again in one transaction, and shows only what is on disk. */
  const obey = (
    command: Command,
    notice: (after: Visit) => VisitView['notice'],
    commandId?: string,
  ): CommandAnswer => {
    const done = store.atOnce(() => attempt(command, notice, commandId));
    ({ visit, shown } = done);
    if (done.envelopes.length > 0) options.committed(done.envelopes);
    options.changed(done.view);
    return done.answer;
  };
  const attempt = (
    command: Command,
    notice: (after: Visit) => VisitView['notice'],
    commandId?: string,
  ): Done => {
    const here = circumstances();
    const before = commandId === undefined ? undefined : store.answerTo(commandId);
    if (before !== undefined) return answeredBefore(before, here);
    const serial = shown.serial + 1;
    const decision = decide(visit, command, here);
    if (!decision.ok) {
      const refusal = refusalView(decision.error);
      const next: Shown = { ...shown, serial, notice: { kind: 'refused', refusal } };
      const view = viewOf(visit, next, here);
      return { visit, shown: next, view, envelopes: [], answer: { ok: false, refusal } };
    }
    const { facts, outcome, visit: after } = decision.value;
    const jobs = papers(decision.value);
    const sale = outcome && {
      outcome,
      jobIds: jobs.map(({ jobId }) => jobId),
      walletId: visit.member?.walletId ?? null,
    };
    const answer = sale && commandId ? { answer: { commandId, text: remembered(sale) } } : {};
    const envelopes = facts.length > 0 ? store.commit({ facts, jobs, ...answer }) : [];
    const lastOutcome = sale ? outcomeView(sale.outcome, sale.jobIds, sale.walletId, here) : null;
    const next: Shown = { serial, notice: notice(after), lastOutcome };
    return {
      visit: after,
      shown: next,
      view: viewOf(after, next, here),
      envelopes,
      answer: { ok: true, outcome: lastOutcome },
    };
  };
  /** The same command once more: nothing happens, and the answer is what it was. */
  const answeredBefore = (text: string, here: Circumstances): Done => {
    const { outcome, jobIds, walletId } = JSON.parse(text) as RememberedSale;
    const answer: CommandAnswer = { ok: true, outcome: outcomeView(outcome, jobIds, walletId, here) };
    return { visit, shown, view: viewOf(visit, shown, here), envelopes: [], answer };
  };
  const quietly = () => ({ kind: 'none' }) as const;

  return {
    view: () => viewOf(visit, shown, circumstances()),
    scanned: (raw) => {
      const scan = recognise(raw);
      return obey({ type: 'Present', scan }, (after) => {
        if (scan.kind === 'voucher') return { kind: 'recognised', what: 'voucher' };
        return { kind: 'recognised', what: after.newCard ? 'new-card' : 'member' };
      });
    },
    enrol: () => obey({ type: 'EnrolCard' }, () => ({ kind: 'recognised', what: 'enrolled' })),
    count: (item, by) => obey({ type: 'CountItem', item, by }, quietly),
    putBack: (voucherId) => obey({ type: 'PutVoucherBack', voucherId }, quietly),
    clear: () => obey({ type: 'Clear' }, quietly),
    confirm: (commandId, amountText) => obey({ type: 'RecordSale', amountText }, quietly, commandId),
  };
}
