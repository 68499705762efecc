import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');
const [usual = '', asked = ''] = css.split('@media (prefers-contrast: more)');
const [more = '', chosen = ''] = asked.split(":root[data-theme='contrast']");

/** The colours of a block of tokens, as [light, dark] by name. */
const coloursOf = (block: string): Map<string, [string, string]> =>
  new Map(
    [...block.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
      ([, name = '', light = '', dark = '']) => [name, [light, dark]],
    ),
  );

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const texts = ['ink-0', 'ink-1', 'ink-2', 'brand', 'gain', 'spend', 'attention', 'stop'];
const surfaces = ['surface-0', 'surface-1', 'surface-2'];
const softs = ['brand', 'gain', 'spend', 'attention', 'stop'];

function expectReadable(colours: Map<string, [string, string]>, atLeast: number): void {
  const pairs = [
    ...texts.flatMap((text) => surfaces.map((surface) => [text, surface] as const)),
    ...softs.map((text) => [text, `${text}-soft`] as const),
    ...softs.map((text) => ['ink-0', `${text}-soft`] as const),
    ...softs.map((text) => ['ink-1', `${text}-soft`] as const),
    ['ink-0', 'surface-3'] as const,
    ['on-brand', 'brand'] as const,
  ];
  for (const [text, surface] of pairs)
    for (const theme of [0, 1] as const) {
      const [ink, paper] = [colours.get(text)?.[theme], colours.get(surface)?.[theme]];
      if (!ink || !paper) throw new Error(`${text} on ${surface} is not defined`);
      // Grey lines of the high-contrast theme are lines, never a ground for text.
      if (surface === 'surface-3' && atLeast > 5) continue;
      expect(contrast(ink, paper), `${text} on ${surface}, ${theme ? 'dark' : 'light'}`).toBeGreaterThan(
        atLeast,
      );
    }
}

test('every text colour can be read on every surface, light and dark', () => {
  expectReadable(coloursOf(usual), 5);
});

test('who asks for more contrast gets more', () => {
  expectReadable(new Map([...coloursOf(usual), ...coloursOf(more)]), 7);
});

test('who chooses high contrast on the screen gets what the system would ask for', () => {
  expect(coloursOf(chosen).size).toBeGreaterThan(10);
  expect(coloursOf(chosen)).toEqual(coloursOf(more));
});
