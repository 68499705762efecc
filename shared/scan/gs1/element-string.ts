/** One piece of a GS1 element string: an application identifier and what it identifies. */
export interface Gs1Element {
  ai: string;
  value: string;
}

/** FNC1, as scanners transmit it: what ends an element of no fixed length. */
const separator = '\x1d';

/**
 * Application identifiers by their first digits, as GS1 General Specifications 3.2 list them: how many digits the identifier has and how
 * long its value is at most. A value of fixed length needs no separator after it. The longest match counts.
 */
const identifiers: readonly (readonly [start: RegExp, digits: number, longest: number, fixed: boolean])[] = [
  [/^00/, 2, 18, true],
  [/^0[123]/, 2, 14, true],
  [/^1[1-35-7]/, 2, 6, true],
  [/^20/, 2, 2, true],
  [/^10|^2[12]/, 2, 20, false],
  [/^235/, 3, 28, false],
  [/^24[0-3]|^25[01]/, 3, 30, false],
  [/^253/, 3, 30, false],
  [/^254/, 3, 20, false],
  [/^255/, 3, 25, false],
  [/^3[07]/, 2, 8, false],
  [/^3[1-6]\d\d/, 4, 6, true],
  [/^39\d\d/, 4, 18, false],
  [/^40[0134]/, 3, 30, false],
  [/^402/, 3, 17, false],
  [/^41[0-7]/, 3, 13, true],
  [/^42[0-7]/, 3, 20, false],
  [/^43\d\d/, 4, 90, false],
  [/^7\d\d\d/, 4, 90, false],
  [/^80\d\d/, 4, 90, false],
  [/^811[0-2]/, 4, 70, false],
  [/^8200/, 4, 70, false],
  [/^9\d/, 2, 90, false],
];

/** The elements of a string that a scanner sent without its AIM identifier, or undefined when it is no element string. */
export function readElements(text: string): Gs1Element[] | undefined {
  const elements: Gs1Element[] = [];
  let rest = text.startsWith(separator) ? text.slice(1) : text;
  while (rest !== '') {
    const known = identifiers.find(([start]) => start.test(rest));
    if (!known) return undefined;
    const [, digits, longest, fixed] = known;
    const after = rest.slice(digits);
    const end = after.indexOf(separator);
    const value = fixed ? after.slice(0, longest) : end < 0 ? after : after.slice(0, end);
    const wrong = fixed ? !isDigits(value, longest) : value === '' || value.length > longest;
    if (wrong) return undefined;
    elements.push({ ai: rest.slice(0, digits), value });
    rest = after.slice(value.length);
    if (rest.startsWith(separator)) rest = rest.slice(1);
  }
  return elements.length > 0 ? elements : undefined;
}

const isDigits = (value: string, length: number): boolean => value.length === length && /^\d+$/.test(value);
