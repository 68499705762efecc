import type { CodePage } from '../../dots/code-pages.ts';
import type { Page } from './paper.ts';
import { createPrintEngine, type PrintEngine } from './print-engine.ts';

export interface InterpreterOptions {
  widthDots: number;
  /** How far the knife sits behind the print head. 12 mm unless told. */
  headToKnifeDots?: number;
  /** A page was cut off. */
  onPage?(page: Page): void;
  /** The printer speaks to whoever is connected. */
  onAnswer?(bytes: Uint8Array): void;
  /** GS a or ESC @: whether the printer tells each change of its state unasked. */
  onAutoStatus?(on: boolean): void;
  /** The paper bits of GS r 1: 0 when there is paper. */
  paperSensor?(): number;
}

export interface Interpreter {
  /** Takes what arrived. A command may come in any number of pieces. */
  feed(bytes: Uint8Array): void;
  feedByte(byte: number): void;
  /** Pins (2 or 5) on which the drawer was kicked, in order. */
  readonly kicks: readonly number[];
  /** Commands that this printer does not have, as hex; it skips them. */
  readonly unknownCommands: readonly string[];
  /** Ends the roll without a cut: the printed rest, or undefined when there is none. */
  tearOff(): Page | undefined;
}

/** Reads bytes one by one, wherever the pieces of the stream begin and end. */
type Reading = Generator<undefined, void, number>;

interface Printer extends InterpreterOptions {
  engine: PrintEngine;
  kicks: number[];
  unknownCommands: string[];
}

/**
 * What a thermal printer does with ESC/POS bytes: paper with dots on it. It is our model of the printers' manuals: what
 * it garbles, a counter would garble too; what it prints right still wants one look at a real one.
 */
export function createInterpreter(options: InterpreterOptions): Interpreter {
  const engine = createPrintEngine(options.widthDots, options.headToKnifeDots ?? 96);
  const printer: Printer = { ...options, engine, kicks: [], unknownCommands: [] };
  const reading = commands(printer);
  reading.next(0);
  return {
    kicks: printer.kicks,
    unknownCommands: printer.unknownCommands,
    feedByte: (byte) => void reading.next(byte),
    feed(bytes) {
      for (const byte of bytes) reading.next(byte);
    },
    tearOff: () => engine.tearOff(),
  };
}

const [esc, gs, dle, lf, ht] = [0x1b, 0x1d, 0x10, 0x0a, 0x09];

function* commands(printer: Printer): Reading {
  const { engine } = printer;
  for (;;) {
    const byte = yield;
    if (byte === esc) yield* escapeCommand(printer, yield);
    else if (byte === gs) yield* groupCommand(printer, yield);
    else if (byte === dle) yield* realTimeCommand(yield);
    else if (byte === lf) engine.endLine();
    else if (byte === ht) engine.tab();
    else if (byte >= 0x20 && byte !== 0x7f) engine.letter(byte);
  }
}

/** Real-time questions are answered on arrival; here, when their turn comes, they print nothing. */
function* realTimeCommand(second: number): Reading {
  for (let left = second === 0x14 ? 3 : 1; left > 0; left -= 1) yield;
}

/** The pages behind `ESC t n`, numbered as Epson numbers them. */
const pageNumbers = new Map<number, CodePage>([
  [0, 'cp437'],
  [2, 'cp850'],
  [16, 'wpc1252'],
  [18, 'cp852'],
  [19, 'cp858'],
]);

function* escapeCommand(printer: Printer, command: number): Reading {
  const { engine } = printer;
  switch (String.fromCharCode(command)) {
    case '@':
      engine.reset();
      return printer.onAutoStatus?.(false);
    case '2':
      return engine.setSpacing('default');
    case '3':
      return engine.setSpacing(yield);
    case 't':
      return engine.setCodePage(pageNumbers.get(yield));
    case 'a':
      return engine.align(yield);
    case '!':
      return engine.setLetters(printMode(yield));
    case 'E':
    case 'G':
      return engine.setLetters({ bold: ((yield) & 1) === 1 });
    case '-':
      return engine.setLetters({ underline: ((yield) & 3) !== 0 });
    case 'd':
      return engine.feedLines(yield);
    case 'J':
      return engine.feedDots(yield);
    case 'p':
      printer.kicks.push(((yield) & 1) === 0 ? 2 : 5);
      return yield* pulseTimes();
    default:
      return yield* skip(printer, [esc, command]);
  }
}

function* pulseTimes(): Reading {
  yield;
  yield;
}

function printMode(bits: number): { scaleX: number; scaleY: number; bold: boolean; underline: boolean } {
  const size = { scaleX: (bits & 0x20) === 0 ? 1 : 2, scaleY: (bits & 0x10) === 0 ? 1 : 2 };
  return { ...size, bold: (bits & 0x08) !== 0, underline: (bits & 0x80) !== 0 };
}

function* groupCommand(printer: Printer, command: number): Reading {
  const { engine } = printer;
  switch (String.fromCharCode(command)) {
    case '!': {
      const size = yield;
      return engine.setLetters({ scaleX: ((size >> 4) & 7) + 1, scaleY: (size & 7) + 1 });
    }
    case 'V':
      return yield* cut(printer, yield);
    case 'v':
      return yield* picture(printer, yield);
    case 'a':
      return printer.onAutoStatus?.((yield) !== 0);
    case 'r':
      if (((yield) & 1) === 1) printer.onAnswer?.(Uint8Array.of(printer.paperSensor?.() ?? 0));
      return;
    case '(':
      return yield* parenthesis(printer, yield);
    default:
      return yield* skip(printer, [gs, command]);
  }
}

/** GS V 0/1 cut where the paper happens to be; GS V 65/66 n first feed to the knife. */
function* cut({ engine, onPage }: Printer, kind: number): Reading {
  engine.flush();
  if (kind === 65 || kind === 66) engine.feedToKnife(yield);
  onPage?.(engine.cut());
}

/** GS v 0: a picture, printed row by row as it comes. */
function* picture(printer: Printer, second: number): Reading {
  if (second !== 0x30) return yield* skip(printer, [gs, 0x76, second]);
  const scaling = yield;
  const bytesPerRow = (yield) + (yield) * 256;
  const rows = (yield) + (yield) * 256;
  printer.engine.flush();
  for (let left = rows; left > 0; left -= 1) {
    const row = new Uint8Array(bytesPerRow);
    for (let index = 0; index < bytesPerRow; index += 1) row[index] = yield;
    printer.engine.pictureRow(row, (scaling & 1) + 1, ((scaling >> 1) & 1) + 1);
  }
}

/** GS ( x: each says how long it is. Only the process id of GS ( H is obeyed. */
function* parenthesis(printer: Printer, command: number): Reading {
  const length = (yield) + (yield) * 256;
  const body: number[] = [];
  while (body.length < length) body.push(yield);
  const isProcessId = command === 0x48 && length === 6 && body[0] === 0x30 && body[1] === 0x30;
  if (isProcessId) printer.onAnswer?.(Uint8Array.of(0x37, 0x22, ...body.slice(2), 0));
  else printer.unknownCommands.push(hex([gs, 0x28, command, length & 0xff, length >> 8, ...body]));
}

/** Commands that we do not have but can skip whole, by their first bytes: how many bytes follow. */
const parameterCounts = new Map<string, number>([
  ...['1b20', '1b25', '1b4d', '1b52', '1b56', '1b7b', '1d42', '1d48', '1d66', '1d68', '1d77'].map(
    (command): [string, number] => [command, 1],
  ),
  ...['1b24', '1b42', '1b5c', '1b63', '1d4c', '1d50', '1d57'].map((command): [string, number] => [
    command,
    2,
  ]),
]);

function* skip(printer: Printer, command: number[]): Reading {
  for (let left = parameterCounts.get(hex(command)) ?? 0; left > 0; left -= 1) command.push(yield);
  printer.unknownCommands.push(hex(command));
}

const hex = (bytes: readonly number[]): string => Buffer.from(bytes).toString('hex');
