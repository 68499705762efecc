import path from 'node:path';
import type {
  CaptureView,
  FooterFault,
  ReadingView,
  SampleView,
  ReceiptView,
  RegisterState,
  RegisterView,
} from '#shared/api/capture.api.ts';
import type { VisitView } from '#shared/api/checkout.api.ts';
import type { Machine } from '#shared/base/machine.ts';
import { ok, refuse, type Result } from '#shared/base/result.ts';
import { findTotal, type FoundTotal } from '#shared/capture/find-total.ts';
import { knownPatterns, type ReceiptPattern } from '#shared/capture/receipt-pattern.ts';
import type { Register } from '#shared/settings/capture-settings.ts';
import { FooterChoice, isAdding, FooterChoices } from '#shared/settings/receipt-footer.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import type { Appending } from '#electron/devices/transports/cut-gate.ts';
import { keptChoice } from '#electron/platform/kept-choice.ts';
import type { Log } from '#electron/platform/log.ts';
import { isModelName } from '#electron/printing/printer-models.ts';
import { listenToPrinter } from './printer-register.ts';
import type { Listening, Reading, RegisterEars, WaitingCut } from './listening.ts';
import { createReceiptFooter, type FootReceipt, type ReceiptFooterOptions } from './receipt-footer.ts';
import { readHeard } from './read-heard.ts';
import { printAsRegister } from '#electron/devices/transports/print-as-register.ts';
import { sampleReceipt } from './sample-receipt.ts';
import { createReceiptMemory, printedReceipt, type PrintedReceipt } from './receipt-memory.ts';
import { watchFolder } from './folder-register.ts';
import { createWaitingTotal } from './waiting-total.ts';

/** What was read, for screens. */
export const readingView = (reading: Reading): ReadingView =>
  reading.ok ? { ok: true, ...reading.value } : { ok: false, refusal: { ...reading.error } };

export interface CaptureOptions {
  settings: Pick<ShopSettings, 'capture' | 'currency' | 'zone' | 'cutOffHour'>;
  machine: Pick<Machine, 'now' | 'newId' | 'sha256'>;
  log: Log;
  /** Where it is kept what is added to receipts. */
  dataDir: string;
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
  counterChanged(view: VisitView, counter?: 'cashier' | 'register'): void;
  /** Who says from now on what goes below a receipt: until then nothing does. */
  footBy(options: Omit<ReceiptFooterOptions, 'memory'>): void;
  /** What is added to this register's receipts from its next connection on; unknown registers and printers are refused. */
  setFooter(register: string, choice: FooterChoice): Result<null, FooterFault>;
  /** Prints a receipt through a register's line, as the register would, with what may be added to it. */
  printSample(
    register: string,
    block: (choice: FooterChoice, cut: WaitingCut) => Uint8Array,
  ): Promise<SampleView>;
  /** Where each register prints to, in the order of the settings; 0 for one that prints nowhere. */
  ports(): number[];
  close(): Promise<void>;
}

/** How long a sample may take, with whoever prints before it. */
const sampleMs = 10_000;
const receiptsKept = 20;
const linesKept = 300;

/** Listens to every register of the settings. None of them can stop the till, nor each other. */
export function openCapture(options: CaptureOptions): Capture {
  const { settings, machine, log } = options;
  const { currency } = settings;
  const { registers } = settings.capture;
  const views = registers.map(viewOf);
  const waiting = createWaitingTotal();
  let receipts: ReceiptView[] = [];
  let lastSale: string | undefined;
  let sample: Sample | undefined;
  const footers = keptChoice(path.join(options.dataDir, 'receipt-footers.json'), FooterChoices);
  const memory = createReceiptMemory();
  let foot: FootReceipt = async ({ cut }) => void (await cut.answer(null));
  const footerOf = (name: string): FooterChoice => footers.get().registers[name] ?? FooterChoice.parse({});
  const view = (): CaptureView => ({
    registers: views.map((one) => ({ ...one, footer: one.kind === 'printer' ? footerOf(one.name) : null })),
    ...waiting.view(),
  });
  const changed = (): void => options.changed(view());

  const printed = (register: string, lines: readonly string[], found: FoundTotal): PrintedReceipt =>
    printedReceipt(register, found, lines, machine, settings);
  const received = (
    register: string,
    lines: readonly string[],
    reading: Reading,
    source: string | null = null,
  ): void => {
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
    if (reading.ok) waiting.offer(receipt, reading.value, source, printed(register, lines, reading.value));
    else if (!waiting.refuse(register, source, reading.error)) return;
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
  /** Nothing follows from it by itself. A sale that was confirmed before it was this one's; what may be a copy is the cashier's to judge. */
  const passedBy = (receipt: PrintedReceipt, { doubt }: FoundTotal): void => {
    if (doubt === null) memory.take(receipt, null, machine.now());
    else memory.sees(receipt, machine.now());
  };
  const earsOf = ({ name, patterns }: Register, index: number): RegisterEars => ({
    heard(receipt, source) {
      recovered(index);
      const { reading, mayChange } = readHeard(receipt, patterns, currency);
      if (reading.ok) passedBy(printed(name, receipt.lines, reading.value), reading.value);
      received(name, receipt.lines, reading, source);
      return mayChange;
    },
    asked(receipt, cut) {
      recovered(index);
      if (sample?.register === name && receipt.lines.includes(sample.mark)) return sample.take(cut);
      const { reading } = readHeard(receipt, patterns, currency);
      received(name, receipt.lines, reading);
      if (!reading.ok) return void cut.answer(null);
      const { total, doubt } = reading.value;
      const its = printed(name, receipt.lines, reading.value);
      if (doubt !== null) {
        passedBy(its, reading.value);
        return void cut.answer(null);
      }
      void foot({ total, receipt: its, choice: footerOf(name), cut });
    },
    told(lines, reading, source) {
      recovered(index);
      received(name, lines, reading, source);
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
      ? listenToPrinter(register, appendingBy(footerOf(register.name)), ears)
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
      if (waiting.dismiss(receiptId)) changed();
    },
    counterChanged(view, counter = 'cashier') {
      const { lastOutcome } = view;
      memory.counterChanged(counter, view, waiting.ofSale(), machine.now());
      if (counter === 'register') return;
      if (!lastOutcome || lastOutcome.saleId === lastSale) return;
      lastSale = lastOutcome.saleId;
      if (waiting.sold()) changed();
    },
    footBy: (by) => void (foot = createReceiptFooter({ ...by, memory })),
    setFooter(name, choice) {
      const index = registers.findIndex((one) => one.name === name && one.kind === 'printer');
      if (index === -1) return refuse({ code: 'NO_SUCH_REGISTER' });
      if (!isModelName(choice.model)) return refuse({ code: 'NO_SUCH_MODEL' });
      const kept = footers.get().registers;
      footers.keep({ registers: { ...kept, [name]: choice } });
      listening[index]?.append(appendingBy(choice));
      changed();
      return ok(null);
    },
    async printSample(name, block) {
      const register = registers.find((one) => one.name === name);
      const port = register && listening[registers.indexOf(register)]?.port();
      if (register?.kind !== 'printer' || !port || sample) return { outcome: 'unreachable' };
      const choice = footerOf(name);
      if (!isAdding(choice)) return { outcome: 'off' };
      const settled = Promise.withResolvers<SampleView['outcome']>();
      const mark = machine.newId().slice(0, 20);
      sample = {
        register: name,
        mark,
        take: (cut) => {
          const appended = cut.answer(block(choice, cut));
          void appended.then((outcome) => settled.resolve(outcome === 'appended' ? 'appended' : 'without'));
        },
      };
      const { host } = register.listen;
      const went = await printAsRegister(host, port, sampleReceipt(mark), sampleMs);
      sample = undefined;
      settled.resolve(went ? 'without' : 'unreachable');
      return { outcome: await settled.promise };
    },
    ports: () => listening.map((one) => one.port()),
    close: async () => void (await Promise.all(listening.map((one) => one.close()))),
  };
}

/** A receipt that is printed for somebody to look at. */
interface Sample {
  register: string;
  mark: string;
  take(cut: WaitingCut): void;
}

const appendingBy = (choice: FooterChoice): Appending | null =>
  isAdding(choice) ? { holdMs: choice.holdMs } : null;

const viewOf = (register: Register): Omit<RegisterView, 'footer'> => {
  const { name, kind } = register;
  const place = kind === 'printer' ? `${register.listen.host}:${register.listen.port}` : register.path;
  return { name, kind, place, state: 'starting' };
};

/** All patterns of this shop's registers, or all that are known where it has none. */
const patternsOf = (registers: readonly Register[]): readonly ReceiptPattern[] =>
  registers.length > 0 ? registers.flatMap(({ patterns }) => patterns) : knownPatterns;

const linesOf = (text: string): string[] => text.split(/\r\n|[\n\r\f]/);
