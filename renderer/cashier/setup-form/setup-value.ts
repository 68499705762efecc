import type { SetupSchema } from '#shared/api/programs.api.ts';
import { decimalsOf, parseAmount } from '#shared/money/money.ts';

/** What a schema may be instead of null, if it may be null. */
export function withoutNull({ anyOf }: SetupSchema): SetupSchema | undefined {
  const others = anyOf?.filter(({ type }) => type !== 'null');
  return anyOf && others?.length === anyOf.length - 1 ? others[0] : undefined;
}

/** Something of the right shape to begin with: defaults where there are some, else the smallest that makes sense. */
export function emptyValue(schema: SetupSchema): unknown {
  if (schema.default !== undefined) return schema.default;
  if (withoutNull(schema)) return null;
  const [first] = schema.oneOf ?? [];
  if (first) return emptyValue(first);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([name]) => schema.required?.includes(name))
          .map(([name, property]) => [name, emptyValue(property)]),
      );
    case 'array':
      return [];
    case 'integer':
      return 1;
    case 'boolean':
      return false;
    default:
      return '';
  }
}

/** How a field without fields inside is filled in. A `hidden` one is filled in by the form. */
export type LeafKind =
  | 'choice'
  | 'clock'
  | 'day'
  | 'hidden'
  | 'number'
  | 'points-program'
  | 'segments'
  | 'text'
  | 'tier'
  | 'tiers'
  | 'weekdays'
  | 'words'
  | 'yes-no';

/** Told from the name and the shape: `…Day` is a day, `…Clock` an hour, and what names something of the shop is picked from it. */
export function leafKind(name: string, { type, enum: choices }: SetupSchema): LeafKind {
  if (choices) return 'choice';
  if (type === 'boolean') return 'yes-no';
  if (type === 'integer') return 'number';
  if (type === 'array')
    return name === 'weekdays' || name === 'tiers' || name === 'segments' ? name : 'words';
  if (name === 'key') return 'hidden';
  if (name === 'programId' || name === 'pointsProgramId') return 'points-program';
  if (name === 'tier') return 'tier';
  if (name.endsWith('Day')) return 'day';
  return name.endsWith('Clock') ? 'clock' : 'text';
}

/** What may be left out, and is yet what people look for first: a coupon's code, the rewards of a catalogue. */
export const isLookedFor = (name: string): boolean =>
  [
    ...['amounts', 'code', 'eventDay', 'forFriend', 'freeAmount', 'months', 'off'],
    ...['payWithPoints', 'quota', 'rewards'],
  ].includes(name);

/** Whether somebody may leave all of a group as it is, so that it opens only when it is wanted. */
export const isAllOptional = ({ type, properties, required = [] }: SetupSchema): boolean =>
  type === 'object' && Object.keys(properties ?? {}).every((name) => !required.includes(name));

/** A name that none of `taken` has: `2` when there are so many already, or the next one. */
export function freeKey(taken: readonly unknown[]): string {
  let number = taken.length + 1;
  while (taken.includes(String(number))) number += 1;
  return String(number);
}

/** How whole numbers of a field are typed: as money, as a percentage, or as they are. */
export type NumberKind = 'money' | 'percent' | 'count';

/** Told from the name: units stand last in a name, `bp` is hundredths of a percent, and what a tier begins at is what is counted for it. */
export function numberKind(name: string, root: Readonly<Record<string, unknown>> = {}): NumberKind {
  if (name === 'minor' || name.endsWith('Minor')) return 'money';
  if (name === 'from') return root['by'] === 'spend' ? 'money' : 'count';
  return name === 'bp' || name.endsWith('Bp') ? 'percent' : 'count';
}

/** A whole number as it is typed: 200 is `2.00` of money, 300 is `3` percent. */
export function numberText(value: number, kind: NumberKind, currency: string): string {
  if (kind === 'count') return String(value);
  if (kind === 'percent') return String(value / 100);
  const decimals = decimalsOf(currency);
  return (value / 10 ** decimals).toFixed(decimals);
}

/** The whole number behind a text, or undefined while it is none. */
export function numberOf(text: string, kind: NumberKind, currency: string): number | undefined {
  const typed = text.trim();
  if (kind === 'money') {
    const amount = parseAmount(typed, currency, Number.MAX_SAFE_INTEGER);
    if (amount.ok) return amount.value.minor;
    return amount.error.code === 'AMOUNT_ZERO' ? 0 : undefined;
  }
  if (kind === 'count') return /^\d{1,12}$/.test(typed) ? Number(typed) : undefined;
  const match = /^(\d{1,5})(?:[.,](\d{1,2}))?$/.exec(typed);
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : undefined;
}

/** What was typed where a number belongs and is none. It stands in the number's place, so that nobody saves what stood there before. */
export interface Unread {
  unread: string;
}

export const isUnread = (value: unknown): value is Unread =>
  typeof value === 'object' && value !== null && 'unread' in value;

/** Whether a set-up has such a place: then nothing can be said of what it comes to. */
export const hasUnread = (setup: unknown): boolean => JSON.stringify(setup).includes('{"unread":');
