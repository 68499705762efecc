/** What is heard of a receipt while its bytes go by. */
export interface ReceiptListener {
  line(text: string): void;
  /** Dots, in which no letter can be read. */
  picture(): void;
  /** The knife: what was printed so far is one paper. */
  cut(): void;
}

export interface ReceiptReader {
  /** Takes what went by. A command may come in any number of pieces. */
  feed(bytes: Uint8Array): void;
  /** Gives what stands on the last line, when nothing more comes. */
  endLine(): void;
}

/** The character behind a byte from 0x80 on; `page` is the number behind `ESC t`, null before the register chose one. */
export type CharacterIn = (page: number | null, byte: number) => string;

/** No paper is wider. A line without an end is broken here, so that nobody's bytes fill the memory. */
const longestLine = 240;

/** Reads bytes one by one, wherever the pieces of the stream begin and end. */
type Reading = Generator<undefined, void, number>;

/** A command reader's hands: what it may do with what it read. */
interface Hands {
  skip(count: number): void;
  picture(): void;
  space(): void;
  endLine(): void;
  dropLine(): void;
  choosePage(page: number | null): void;
  cut(): void;
}

/**
 * The text in what a register sends to an ESC/POS printer: letters as the printer would print them, pictures and bar codes passed
 * over. It only reads: what it does not understand it leaves out, and it never fails.
 */
export function createReceiptReader(listener: ReceiptListener, characterIn: CharacterIn): ReceiptReader {
  let line = '';
  let page: number | null = null;
  let passOver = 0;
  const hands: Hands = {
    skip: (count) => (passOver = count),
    picture: listener.picture,
    space: () => (line += ' '),
    endLine() {
      if (line.trim() !== '') listener.line(line.trimEnd());
      line = '';
    },
    dropLine: () => (line = ''),
    choosePage: (chosen) => (page = chosen),
    cut() {
      hands.endLine();
      listener.cut();
    },
  };
  const letter = (byte: number): void => {
    line += byte < 0x80 ? String.fromCharCode(byte) : characterIn(page, byte);
    if (line.length >= longestLine) hands.endLine();
  };
  const reading = commands(hands, letter);
  reading.next(0);
  return {
    feed(bytes) {
      for (let index = 0; index < bytes.length; index += 1) {
        if (passOver > 0) {
          const passed = Math.min(passOver, bytes.length - index);
          passOver -= passed;
          index += passed - 1;
        } else reading.next(bytes[index] ?? 0);
      }
    },
    endLine: hands.endLine,
  };
}

const [ht, lf, ff, cr, dle, esc, fs, gs] = [0x09, 0x0a, 0x0c, 0x0d, 0x10, 0x1b, 0x1c, 0x1d];

function* commands(hands: Hands, letter: (byte: number) => void): Reading {
  for (;;) {
    const byte = yield;
    if (byte === esc) yield* escape(hands, chr(yield));
    else if (byte === gs) yield* group(hands, chr(yield));
    else if (byte === fs) yield* kanji(hands, chr(yield));
    else if (byte === dle) yield* realTime(hands, yield);
    else if (byte === lf || byte === cr || byte === ff) hands.endLine();
    else if (byte === ht) hands.space();
    else if (byte >= 0x20 && byte !== 0x7f) letter(byte);
  }
}

const chr = (byte: number): string => String.fromCharCode(byte);

/** How many bytes follow commands that matter to no text. */
const escapeParameters: Readonly<Record<string, number>> = {
  ...each('!%-3=?EGMRTUVaru{ ', 1),
  ...each('Bc', 2),
  p: 3,
  W: 8,
};
const groupParameters: Readonly<Record<string, number>> = {
  ...each('!/BEHITabfhjrwx', 1),
  ...each('LPW', 2),
  ...each('^z', 3),
  g: 4,
};

function each(letters: string, count: number): Record<string, number> {
  return Object.fromEntries([...letters].map((letter) => [letter, count]));
}

function* escape(hands: Hands, command: string): Reading {
  switch (command) {
    case '@':
      hands.dropLine();
      return hands.choosePage(null);
    case 't':
      return hands.choosePage(yield);
    // Prints what there is, and feeds.
    case 'd':
    case 'e':
    case 'J':
    case 'K':
      hands.endLine();
      return hands.skip(1);
    // Goes elsewhere on the line.
    case '$':
    case '\\':
      hands.space();
      return hands.skip(2);
    case 'i':
    case 'm':
      return hands.cut();
    case '*': {
      hands.picture();
      const mode = yield;
      const columns = yield* number(2);
      return hands.skip(mode >= 32 ? columns * 3 : columns);
    }
    case 'D':
      return yield* untilNul();
    case '&':
      return yield* ownLetters();
    case '(':
      yield;
      return hands.skip(yield* number(2));
    default:
      return hands.skip(escapeParameters[command] ?? 0);
  }
}

function* group(hands: Hands, command: string): Reading {
  switch (command) {
    case 'V': {
      const kind = yield;
      if (kind !== 0 && kind !== 1 && kind !== 48 && kind !== 49) yield;
      return hands.cut();
    }
    case 'v':
    case 'Q': {
      hands.picture();
      yield;
      yield;
      const perRow = yield* number(2);
      return hands.skip(perRow * (yield* number(2)));
    }
    case '(':
      yield;
      return hands.skip(yield* number(2));
    case '8':
      hands.picture();
      yield;
      return hands.skip(yield* number(4));
    case '*':
      return hands.skip((yield) * (yield) * 8);
    case 'k': {
      const kind = yield;
      if (kind > 6) return hands.skip(yield);
      return yield* untilNul();
    }
    case '$':
    case '\\':
      hands.space();
      return hands.skip(2);
    case 'C':
      return hands.skip((yield) === 0x31 ? 6 : 2);
    default:
      return hands.skip(groupParameters[command] ?? 0);
  }
}

function* kanji(hands: Hands, command: string): Reading {
  switch (command) {
    case 'q':
      for (let left = yield; left > 0; left -= 1) {
        const across = yield* number(2);
        yield* passed(across * (yield* number(2)) * 8);
      }
      return;
    case 'g': {
      const stores = (yield) === 0x31;
      yield* passed(5);
      const count = yield* number(2);
      return hands.skip(stores ? count : 0);
    }
    case '(':
      yield;
      return hands.skip(yield* number(2));
    case 'p':
    case 'S':
      return hands.skip(2);
    case '2':
      return hands.skip(74);
    default:
      return hands.skip('!-CWE'.includes(command) ? 1 : 0);
  }
}

/** Questions to the printer, which may stand anywhere in the stream. */
function* realTime(hands: Hands, command: number): Reading {
  if (command !== 0x04 && command !== 0x05 && command !== 0x14) return;
  const what = yield;
  if (command === 0x04) return hands.skip(what === 7 || what === 8 || what === 18 ? 1 : 0);
  if (command === 0x14) return hands.skip(what === 8 ? 7 : what === 7 ? 1 : 2);
}

/** ESC &: letters that the register draws itself. */
function* ownLetters(): Reading {
  const height = yield;
  const first = yield;
  for (let left = (yield) - first + 1; left > 0; left -= 1) yield* passed((yield) * height);
}

function* number(bytes: number): Generator<undefined, number, number> {
  let value = 0;
  for (let index = 0; index < bytes; index += 1) value += (yield) * 256 ** index;
  return value;
}

function* untilNul(): Reading {
  while ((yield) !== 0);
}

function* passed(count: number): Reading {
  for (let left = count; left > 0; left -= 1) yield;
}
