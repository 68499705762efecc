/** Reads bytes one by one, wherever the pieces of the stream begin and end. */
type Reading = Generator<undefined, void, number>;

/** What a register said to its printer that stays true until it says otherwise. */
export type Said =
  /** How paper, margins and the place of things are: whether that is what a printer wakes up with. */
  | { what: 'layout'; plain: boolean }
  /** A page that is put together before it is printed, a macro that is being recorded, or a device that is not the printer. */
  | { what: 'elsewhere'; where: 'page' | 'macro' | 'device'; whether: boolean };

/** A command reader's hands: what it may do with what it read. */
export interface CommandHands {
  /** What follows belongs to the command: so many bytes of it. */
  passOver(count: number): void;
  letter(byte: number): void;
  /** `waits`: its dots are printed with the line they stand on, as letters are. */
  picture(waits: boolean): void;
  space(): void;
  /** `prints`: the line is on paper now; a carriage return alone prints nothing at most printers. */
  endLine(prints: boolean): void;
  dropLine(): void;
  choosePage(page: number | null): void;
  /** The knife. `feeds`: the printer brings what was printed beyond it by itself. */
  cut(feeds: boolean): void;
  said(said: Said): void;
  /** A fresh start: whatever was said is forgotten. */
  startOver(): void;
  /** A command whose length nobody told us: what follows may be anything. */
  unknown(): void;
}

/** Reads the ESC/POS commands of a stream byte by byte. */
export interface CommandReader {
  /** Takes as many bytes as it can at once, from `from` on, and says how many these were: at least one. */
  take(bytes: Uint8Array, from: number): number;
  /** Whether the next byte begins something new. */
  atRest(): boolean;
}

/** Begins to read a stream of commands. It never fails. */
export function readCommands(hands: Omit<CommandHands, 'passOver'>): CommandReader {
  let toPass = 0;
  let resting = true;
  const reading = commands({ ...hands, passOver: (count) => (toPass = count) }, () => (resting = true));
  reading.next(0);
  return {
    take(bytes, from) {
      if (toPass > 0) {
        const passed = Math.min(toPass, bytes.length - from);
        toPass -= passed;
        return passed;
      }
      resting = false;
      reading.next(bytes[from] ?? 0);
      return 1;
    },
    atRest: () => resting && toPass === 0,
  };
}

const [ht, lf, ff, cr, dle, esc, fs, gs] = [0x09, 0x0a, 0x0c, 0x0d, 0x10, 0x1b, 0x1c, 0x1d];

function* commands(hands: CommandHands, rest: () => void): Reading {
  for (;;) {
    rest();
    const byte = yield;
    if (byte === esc) yield* escape(hands, chr(yield));
    else if (byte === gs) yield* group(hands, chr(yield));
    else if (byte === fs) yield* kanji(hands, chr(yield));
    else if (byte === dle) yield* realTime(hands, yield);
    else if (byte === lf || byte === cr) hands.endLine(byte === lf);
    else if (byte === ff) {
      hands.endLine(true);
      hands.said({ what: 'elsewhere', where: 'page', whether: false });
    } else if (byte === ht) hands.space();
    else if (byte >= 0x20 && byte !== 0x7f) hands.letter(byte);
  }
}

const chr = (byte: number): string => String.fromCharCode(byte);

/** How many bytes follow commands that matter to no text. */
const escapeParameters: Readonly<Record<string, number>> = {
  ...each('2456789:;<FSZz\x0c', 0),
  ...each('!%-3?EGMRTUVaru ', 1),
  ...each('Bc', 2),
  p: 3,
  W: 8,
};
const groupParameters: Readonly<Record<string, number>> = {
  ...each('c\x0c', 0),
  ...each('!/BEHITabfhjrwx', 1),
  ...each('^z', 3),
  g: 4,
};

function each(letters: string, count: number): Record<string, number> {
  return Object.fromEntries([...letters].map((letter) => [letter, count]));
}

function known(hands: CommandHands, parameters: number | undefined): void {
  if (parameters === undefined) hands.unknown();
  else hands.passOver(parameters);
}

function* escape(hands: CommandHands, command: string): Reading {
  switch (command) {
    case '@':
      hands.dropLine();
      hands.startOver();
      return hands.choosePage(null);
    case 'L':
      return hands.said({ what: 'elsewhere', where: 'page', whether: true });
    case 'S':
      return hands.said({ what: 'elsewhere', where: 'page', whether: false });
    case '=':
      return hands.said({ what: 'elsewhere', where: 'device', whether: ((yield) & 1) === 0 });
    case '{':
      return hands.said({ what: 'layout', plain: ((yield) & 1) === 0 });
    case 't':
      return hands.choosePage(yield);
    // Prints what there is, and feeds.
    case 'd':
    case 'e':
    case 'J':
    case 'K':
      hands.endLine(true);
      return hands.passOver(1);
    // Goes elsewhere on the line.
    case '$':
    case '\\':
      hands.space();
      return hands.passOver(2);
    case 'i':
    case 'm':
      return hands.cut(false);
    case '*': {
      hands.picture(true);
      const mode = yield;
      const columns = yield* number(2);
      return hands.passOver(mode >= 32 ? columns * 3 : columns);
    }
    case 'D':
      return yield* untilNul();
    case '&':
      return yield* ownLetters();
    case '(':
      yield;
      return hands.passOver(yield* number(2));
    default:
      return known(hands, escapeParameters[command]);
  }
}

function* group(hands: CommandHands, command: string): Reading {
  switch (command) {
    case 'V': {
      const kind = yield;
      const feeds = kind !== 0 && kind !== 1 && kind !== 48 && kind !== 49;
      if (feeds) yield;
      return hands.cut(feeds);
    }
    case 'v':
    case 'Q': {
      hands.picture(false);
      yield;
      yield;
      const perRow = yield* number(2);
      return hands.passOver(perRow * (yield* number(2)));
    }
    case '(':
      yield;
      return hands.passOver(yield* number(2));
    case '8':
      hands.picture(false);
      yield;
      return hands.passOver(yield* number(4));
    case '*':
      return hands.passOver((yield) * (yield) * 8);
    case ':':
      return hands.said({ what: 'elsewhere', where: 'macro', whether: true });
    // Margin, width and the units of both: nought is what a printer wakes up with.
    case 'L':
    case 'W':
    case 'P': {
      const given = yield* number(2);
      return hands.said({ what: 'layout', plain: command === 'L' && given === 0 });
    }
    case 'k': {
      const kind = yield;
      if (kind > 6) return hands.passOver(yield);
      return yield* untilNul();
    }
    case '$':
    case '\\':
      hands.space();
      return hands.passOver(2);
    case 'C':
      switch (yield) {
        case 0x30:
          return hands.passOver(2);
        case 0x31:
          return hands.passOver(6);
        case 0x32:
          return hands.passOver(2);
        default:
          return hands.unknown();
      }
    default:
      return known(hands, groupParameters[command]);
  }
}

function* kanji(hands: CommandHands, command: string): Reading {
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
      return hands.passOver(stores ? count : 0);
    }
    case '(':
      yield;
      return hands.passOver(yield* number(2));
    case 'p':
    case 'S':
      return hands.passOver(2);
    case '2':
      return hands.passOver(74);
    case '?':
      return hands.passOver(2);
    default:
      return known(hands, '!-CWE'.includes(command) ? 1 : '&.'.includes(command) ? 0 : undefined);
  }
}

/** Questions to the printer, which may stand anywhere in the stream. */
function* realTime(hands: CommandHands, command: number): Reading {
  if (command !== 0x04 && command !== 0x05 && command !== 0x14) return;
  const what = yield;
  if (command === 0x04) return hands.passOver(what === 7 || what === 8 || what === 18 ? 1 : 0);
  if (command === 0x14) return hands.passOver(what === 8 ? 7 : what === 7 ? 1 : 2);
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
