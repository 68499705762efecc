import type {
  CaptureView,
  WaitingTotalView,
  ReadingView,
  ReceiptView,
  RegisterState,
  RegisterView,
} from '#shared/api/capture.api.ts';
import type { VisitView } from '#shared/api/checkout.api.ts';
import type { Machine } from '#shared/base/machine.ts';
import { refuse } from '#shared/base/result.ts';
import { findTotal } from '#shared/capture/find-total.ts';
import { knownPatterns, type ReceiptPattern } from '#shared/capture/receipt-pattern.ts';
import { typedAmount } from '#shared/money/money.ts';
import type { Register } from '#shared/settings/capture-settings.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import type { Log } from '#electron/platform/log.ts';
import { listenToPrinter } from './printer-register.ts';
import type { Listening, Reading, RegisterEars } from './listening.ts';
import { watchFolder } from './folder-register.ts';

/** What was read, for screens. */
export const readingView = (reading: Reading): ReadingView =>
  reading.ok ? { ok: true, ...reading.value } : { ok: false, refusal: { ...reading.error } };

export interface CaptureOptions {
  settings: Pick<ShopSettings, 'capture' | 'currency'>;
  machine: Pick<Machine, 'now' | 'newId'>;
  log: Log;
  changed(view: CaptureView): void;
  received(receipt: ReceiptView): void;
}

/** The registers beside this till: what they printed, and the total that waits to be confirmed. */
export interface Capture {
  view(): CaptureView;
  receipts(): ReceiptView[];
  /** What would be read in this text, by these patterns or all that this shop's registers have. */
  read(text: string, patterns: readonly ReceiptPattern[] | null): Reading;
  /** As if a register had printed this text. */
  practise(text: string): void;
  dismiss(receiptId: string): void;
  /** The counter looks different: a sale that was confirmed takes the waiting total with it. */
  counterChanged(view: VisitView): void;
  /** Where each register prints to, in the order of the settings; 0 for one that prints nowhere. */
  ports(): number[];
  close(): Promise<void>;
}

const receiptsKept = 20;
const linesKept = 300;

/** Listens to every register of the settings. None of them can stop the till, nor each other. */
export function openCapture(options: CaptureOptions): Capture {
  const { settings, machine, log } = options;
  const { currency } = settings;
  const { registers } = settings.capture;
  const views = registers.map(viewOf);
  let offer: WaitingTotalView | null = null;
  let receipts: ReceiptView[] = [];
  let lastSale: string | undefined;
  const view = (): CaptureView => ({ registers: [...views], offer });
  const changed = (): void => options.changed(view());

  const received = (register: string, lines: readonly string[], reading: Reading): void => {
    const receiptId = machine.newId();
    const receipt = {
      receiptId,
      register,
      readAtMs: machine.now(),
      lines: lines.slice(-linesKept),
      reading: readingView(reading),
    };
    receipts = [receipt, ...receipts].slice(0, receiptsKept);
    options.received(receipt);
    if (!reading.ok) return;
    const { total } = reading.value;
    offer = { receiptId, register, total, amountText: typedAmount(total) };
    changed();
  };
  const become = (index: number, state: RegisterState): void => {
    const before = views[index];
    if (!before || before.state === state) return;
    views[index] = { ...before, state };
    if (state !== 'ready') log(`register ${before.name}: ${state} (${before.place})`);
    changed();
  };
  const recovered = (index: number): void => {
    if (views[index]?.state === 'reading-failed') become(index, 'ready');
  };
  const earsOf = ({ name, patterns }: Register, index: number): RegisterEars => ({
    heard({ lines, whole }) {
      recovered(index);
      const reading = whole
        ? findTotal(lines, patterns, currency)
        : refuse({ code: 'RECEIPT_TOO_LONG' as const });
      received(name, lines, reading);
    },
    told(lines, reading) {
      recovered(index);
      received(name, lines, reading);
    },
    became: (state) => become(index, state),
    failed(error) {
      become(index, 'reading-failed');
      log(`register ${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    },
  });
  const listening = registers.map((register, index): Listening => {
    const ears = earsOf(register, index);
    return register.kind === 'printer'
      ? listenToPrinter(register, ears)
      : watchFolder(register, currency, ears);
  });
  return {
    view,
    receipts: () => receipts,
    read: (text, patterns) => findTotal(linesOf(text), patterns ?? patternsOf(registers), currency),
    practise(text) {
      const lines = linesOf(text);
      received(registers[0]?.name ?? 'Demo', lines, findTotal(lines, patternsOf(registers), currency));
    },
    dismiss(receiptId) {
      if (offer?.receiptId !== receiptId) return;
      offer = null;
      changed();
    },
    counterChanged({ lastOutcome }) {
      if (!lastOutcome || lastOutcome.saleId === lastSale) return;
      lastSale = lastOutcome.saleId;
      if (!offer) return;
      offer = null;
      changed();
    },
    ports: () => listening.map((one) => one.port()),
    close: async () => void (await Promise.all(listening.map((one) => one.close()))),
  };
}

const viewOf = (register: Register): RegisterView => {
  const { name, kind } = register;
  const place = kind === 'printer' ? `${register.listen.host}:${register.listen.port}` : register.path;
  return { name, kind, place, state: 'starting' };
};

/** All patterns of this shop's registers, or all that are known where it has none. */
const patternsOf = (registers: readonly Register[]): readonly ReceiptPattern[] =>
  registers.length > 0 ? registers.flatMap(({ patterns }) => patterns) : knownPatterns;

const linesOf = (text: string): string[] => text.split(/\r\n|[\n\r\f]/);
