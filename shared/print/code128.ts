import { assert } from '../base/assert.ts';

/** Widths of bars and gaps by value, as ISO/IEC 15417 has them: 0 to 102, then the starts A, B and C, then the stop. */
const symbols =
  `212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222
  123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321
  232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121
  313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224
  111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111
  111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113
  114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112`.split(/\s+/);
const [startB, startC, stop] = [104, 105, 106];

/** The bars and gaps of a Code 128 in modules, beginning with a bar, its start, check and stop included. Printable ASCII only. */
export function code128Widths(text: string): number[] {
  assert(/^[ -~]+$/.test(text), 'set B of Code 128 has printable ASCII');
  const values = valuesOf(text);
  const check = values.reduce((sum, value, place) => sum + value * Math.max(place, 1), 0) % 103;
  return [...values, check, stop].flatMap((value) => [...(symbols[value] ?? '')].map(Number));
}

/** Digits in pairs, which halves their width, when there is nothing else; letters one by one. */
function valuesOf(text: string): number[] {
  const pairs = /^(\d\d)+$/.test(text) ? (text.match(/\d\d/g) ?? []) : null;
  return pairs
    ? [startC, ...pairs.map(Number)]
    : [startB, ...[...text].map((character) => character.charCodeAt(0) - 0x20)];
}
