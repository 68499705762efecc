import { usTextOf } from '#shared/scan/keyboard/keyboard.ts';

/** A key going down, as KeyboardEvent tells it. `atMs` is event.timeStamp: when it happened, not when we got to it. */
export interface Stroke {
  key: string;
  code: string;
  atMs: number;
  shift: boolean;
  altGr: boolean;
  ctrl: boolean;
  repeat: boolean;
}

/** What a scanner typed: as this keyboard's layout reads it, and as a US keyboard would. */
export interface WedgeScan {
  text: string;
  usText: string;
}

/**
 * What to do with a key. `pass` lets it through; `begins` says that a scan might start here, so remember what the field
 * holds. `swallow` keeps it from everybody; `rollBack` also takes back what passed since `begins`.
 */
export type Verdict =
  | { kind: 'pass'; begins: boolean }
  | { kind: 'swallow'; rollBack: boolean }
  | { kind: 'scan'; scan: WedgeScan; rollBack: boolean };

/** Tells a scanner that types from a person who types, by a prefix key or by speed. Holds no timer and reads no clock. */
export interface Wedge {
  stroke(stroke: Stroke): Verdict;
  /** Nothing came for `quietMs`: a scanner without suffix has finished. */
  quiet(): WedgeScan | undefined;
  /** Whether a scan is under way, so that silence matters. */
  readonly scanning: boolean;
}

/** Scanners type a key each 1 to 30 ms, people 60 ms or more; nobody types six keys with 35 ms between each. */
export const fastestPersonMs = 35;
const sureAfter = 6;
/** With Enter as fast behind it, three keys are enough: otherwise a short code would confirm itself as an amount. */
const sureAfterWithSuffix = 3;
/**
 * Much longer than any scanner's pause between two characters (100 ms at worst), because a busy computer may hand keys over late.
 * Only a scanner without suffix is ever waited for.
 */
export const quietMs = 1_000;
const longest = 4096;

type State =
  | { kind: 'idle' }
  /** So far let through: fast enough to be a scanner, not yet long enough to be sure. */
  | { kind: 'maybe'; text: string; usText: string; count: number; lastMs: number }
  /** Sure: by its prefix, or by speed. */
  | { kind: 'scan'; text: string; usText: string; lastMs: number };

/** A detector at rest. */
export function createWedge(): Wedge {
  let state: State = { kind: 'idle' };
  const finish = (): WedgeScan | undefined => {
    const scan = state.kind === 'scan' && state.text ? { text: state.text, usText: state.usText } : undefined;
    state = { kind: 'idle' };
    return scan;
  };

  const whileScanning = (during: Extract<State, { kind: 'scan' }>, stroke: Stroke): Verdict => {
    if (isSuffix(stroke)) {
      const scan = finish();
      return scan ? { kind: 'scan', scan, rollBack: false } : { kind: 'swallow', rollBack: false };
    }
    const typed = charactersOf(stroke);
    if (typed && during.text.length < longest)
      state = {
        ...during,
        text: during.text + typed.text,
        usText: during.usText + typed.usText,
        lastMs: stroke.atMs,
      };
    return { kind: 'swallow', rollBack: false };
  };

  const whileUnsure = (stroke: Stroke): Verdict => {
    const before =
      state.kind === 'maybe' && stroke.atMs - state.lastMs <= fastestPersonMs ? state : undefined;
    const typed = charactersOf(stroke);
    if (!typed) {
      if (isModifier(stroke)) return { kind: 'pass', begins: false };
      state = { kind: 'idle' };
      return before && before.count >= sureAfterWithSuffix && isSuffix(stroke)
        ? { kind: 'scan', scan: { text: before.text, usText: before.usText }, rollBack: true }
        : { kind: 'pass', begins: false };
    }
    const lastMs = stroke.atMs;
    if (!before) {
      state = { kind: 'maybe', ...typed, count: 1, lastMs };
      return { kind: 'pass', begins: true };
    }
    const [text, usText, count] = [before.text + typed.text, before.usText + typed.usText, before.count + 1];
    if (count < sureAfter) {
      state = { kind: 'maybe', text, usText, count, lastMs };
      return { kind: 'pass', begins: false };
    }
    state = { kind: 'scan', text, usText, lastMs };
    return { kind: 'swallow', rollBack: true };
  };

  return {
    get scanning() {
      return state.kind === 'scan';
    },
    quiet: finish,
    stroke(stroke) {
      // A held key repeats at scanner speed, and no scanner repeats: during a scan it is a person leaning on a key.
      if (stroke.repeat)
        return state.kind === 'scan' ? { kind: 'swallow', rollBack: false } : { kind: 'pass', begins: false };
      if (isPrefix(stroke)) {
        state = { kind: 'scan', text: '', usText: '', lastMs: stroke.atMs };
        return { kind: 'swallow', rollBack: false };
      }
      if (state.kind === 'scan' && follows(state, stroke, quietMs)) return whileScanning(state, stroke);
      if (state.kind === 'scan') state = { kind: 'idle' };
      return whileUnsure(stroke);
    },
  };
}

/** Whether a key came soon enough after the last one. A key from before it belongs to something else. */
function follows({ lastMs }: { lastMs: number }, { atMs }: Stroke, withinMs: number): boolean {
  return atMs >= lastMs && atMs - lastMs <= withinMs;
}

const isControl = (stroke: Stroke, code: string, control: string): boolean =>
  stroke.key === control || (stroke.ctrl && stroke.code === code);

/** F13, or STX as Ctrl+B. */
const isPrefix = (stroke: Stroke): boolean => stroke.code === 'F13' || isControl(stroke, 'KeyB', '\x02');

/** Enter, Tab, or ETX as Ctrl+C. */
const isSuffix = (stroke: Stroke): boolean =>
  stroke.key === 'Enter' || stroke.key === 'Tab' || isControl(stroke, 'KeyC', '\x03');

const isModifier = (stroke: Stroke): boolean =>
  ['Shift', 'Control', 'Alt', 'AltGraph', 'CapsLock', 'NumLock'].includes(stroke.key);

/** What a key adds to a scan: one character in each reading. FNC1 arrives as Ctrl+], the group separator of GS1. */
function charactersOf(stroke: Stroke): { text: string; usText: string } | undefined {
  if (isControl(stroke, 'BracketRight', '\x1d')) return { text: '\x1d', usText: '\x1d' };
  const us = usTextOf(stroke);
  if (stroke.ctrl && [...stroke.key].length === 1) return undefined;
  // A dead key of the layout says nothing by itself; the position still knows what the scanner meant.
  if (stroke.key === 'Dead' || stroke.key === 'Process') return us ? { text: us, usText: us } : undefined;
  return [...stroke.key].length === 1 ? { text: stroke.key, usText: us ?? stroke.key } : undefined;
}
