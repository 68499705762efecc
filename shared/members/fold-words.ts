import type { Person } from './profile.ts';

/** Letters that Unicode does not take apart into a plain one and a mark. */
const alone: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
};

/** The words of a text as they are compared: small, without marks, of letters and digits only. `Kovács-Nagy` is two. */
export const foldWords = (text: string): string[] =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[ßæœøđðþłı]/g, (letter) => alone[letter] ?? letter)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/** Only the digits of a number, the last ones first: whoever types its end finds its beginning here. */
export const backwards = (phone: string): string => [...phone.replaceAll(/\D/g, '')].reverse().join('');

/** So many digits at the end of a number are its owner's; what stands before says the country, or nothing. */
const ownDigits = 9;

/** Two ways of writing one number have this in common: `+36 30 123 4567` and `06 30 123 4567`. */
export const ownPart = (phone: string): string => phone.replaceAll(/\D/g, '').slice(-ownDigits);

/**
 * The words by which a person is found: of the name, of the e-mail but for what is behind its last dot, and the phone number
 * backwards. Sorted, so that one person always gives one text.
 */
export function wordsOf(person: Person): string[] {
  const { name, phone, email } = person;
  const words = new Set([...foldWords(name ?? ''), ...foldWords((email ?? '').replace(/\.[^.@]*$/, ''))]);
  if (phone) words.add(backwards(phone));
  return [...words].sort();
}

/** What somebody typed to find a person. `tail` is set when it may be the end of a card as well. */
export interface Typed {
  kind: 'name' | 'phone' | 'email';
  /** The beginnings of words that all have to be there. */
  prefixes: string[];
  tail: string | null;
}

/** Fewest digits that are worth looking for as the end of a number. */
const fewestDigits = 3;

/** Reads what was typed to find somebody; nothing to look for gives no prefixes and no tail. */
export function readTyped(text: string): Typed {
  const trimmed = text.trim();
  const tail = /^[\p{L}\d]{4}$/u.test(trimmed) ? trimmed.toUpperCase() : null;
  if (/^[+\d][\d\s()./-]*$/.test(trimmed)) {
    const digits = trimmed.replaceAll(/\D/g, '');
    const own = digits.length > ownDigits ? ownPart(digits) : digits;
    return { kind: 'phone', prefixes: own.length < fewestDigits ? [] : [backwards(own)], tail };
  }
  const isEmail = trimmed.includes('@');
  const prefixes = foldWords(isEmail ? trimmed.replace(/\.[^.@]*$/, '') : trimmed);
  return { kind: isEmail ? 'email' : 'name', prefixes, tail };
}
