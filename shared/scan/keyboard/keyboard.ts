import { layouts, typingKeys, type Layout } from './layouts.ts';

/** One key going down: which, and what is held with it. */
export interface KeyStroke {
  /** KeyboardEvent.code: the place of the key, whatever is printed on it. */
  code: string;
  shift: boolean;
  altGr: boolean;
}

/** Stands before a character of `usText` that was typed with AltGr, which a US keyboard does not have. */
const altGrMark = '\uE000';
/** Stands before a character of the number block, which is the same on every layout. */
const asItIsMark = '\uE003';

const numberBlock: Readonly<Record<string, string>> = {
  NumpadDecimal: '.',
  NumpadAdd: '+',
  NumpadSubtract: '-',
  NumpadMultiply: '*',
  NumpadDivide: '/',
};

/** What a key types on a layout, or undefined when it types nothing there by itself. */
export function characterAt(layout: Layout, { code, shift, altGr }: KeyStroke): string | undefined {
  if (code === 'Space') return ' ';
  const place = typingKeys.indexOf(code);
  const table = layouts[layout];
  const character = (altGr ? table.altGr : shift ? table.shifted : table.plain)[place];
  return character === ' ' ? undefined : character;
}

/** Which key types a character on a layout, the simplest first, or undefined when none does by itself. */
export function strokeFor(layout: Layout, character: string): KeyStroke | undefined {
  if (character === ' ') return { code: 'Space', shift: false, altGr: false };
  const table = layouts[layout];
  const levels = [table.plain, table.shifted, table.altGr];
  const level = levels.findIndex((row) => row.includes(character));
  const code = typingKeys[levels[level]?.indexOf(character) ?? -1];
  return code === undefined ? undefined : { code, shift: level === 1, altGr: level === 2 };
}

/** A stroke as RawScan.usText has it: what it types on a US keyboard, with a mark for AltGr. Nothing is lost by it. */
export function usTextOf(stroke: KeyStroke): string | undefined {
  const number = /^Numpad(\d)$/.exec(stroke.code)?.[1] ?? numberBlock[stroke.code];
  if (number !== undefined) return asItIsMark + number;
  const character = characterAt('us', { ...stroke, altGr: false });
  return stroke.altGr && character !== undefined ? altGrMark + character : character;
}

/** What the keys behind a `usText` type on another layout; undefined when one of them types nothing there. */
export function readAs(layout: Layout, usText: string): string | undefined {
  let read = '';
  let mark = '';
  for (const character of usText) {
    if (character === altGrMark || character === asItIsMark) {
      mark = character;
      continue;
    }
    // Control characters, such as the separator of GS1, are the same on every keyboard.
    const asItIs = mark === asItIsMark || character < ' ';
    const stroke = strokeFor('us', character);
    const typed = asItIs
      ? character
      : stroke && characterAt(layout, { ...stroke, altGr: mark === altGrMark });
    if (typed === undefined) return undefined;
    read += typed;
    mark = '';
  }
  return read;
}

/** What a text becomes that a scanner set to one layout types into a computer set to another; undefined where it cannot be typed. */
export function typedBy(scanner: Layout, text: string): KeyStroke[] | undefined {
  const strokes = [...text].map((character) => strokeFor(scanner, character));
  return strokes.every((stroke) => stroke !== undefined) ? strokes : undefined;
}
