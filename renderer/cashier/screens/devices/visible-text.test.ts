import { expect, test } from 'vitest';
import { visibleText } from './visible-text.ts';

test.each([
  [']C10109506000\x1d3103', ']C10109506000<GS>3103'],
  ['A\rB\nC\0', 'A<CR>B<LF>C<NUL>'],
  ['\x7f', '<DEL>'],
  ['Kávé 💳', 'Kávé 💳'],
])('%j is shown as %s', (text, shown) => {
  expect(visibleText(text)).toBe(shown);
});
