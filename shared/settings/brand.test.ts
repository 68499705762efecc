import { expect, test } from 'vitest';
import { Brand } from './brand.ts';
import { brandHues, contrastOf } from './brand-hues.ts';
import { namePoints } from './name-points.ts';

const surfaces = {
  light: ['#edeff0', '#fafbfb', '#e1e5e6'],
  dark: ['#101314', '#191d1f', '#252a2d'],
} as const;
const inks = { light: ['#12191c', '#39464b'], dark: ['#f1f4f4', '#c3cbce'] } as const;

/** Every corner and middle of the cube of colours, and some that shops really have. */
const levels = ['00', '40', '80', 'c0', 'ff'];
const colours = levels.flatMap((red) =>
  levels.flatMap((green) => levels.map((blue) => `#${red}${green}${blue}`)),
);

test.each(['light', 'dark'] as const)(
  'every colour that can be chosen is readable everywhere, %s',
  (theme) => {
    for (const colour of colours) {
      const { brand, onBrand, soft } = brandHues(colour)[theme];
      const pairs = [
        ...surfaces[theme].map((surface) => [brand, surface] as const),
        ...inks[theme].map((ink) => [ink, soft] as const),
        [brand, soft] as const,
        [onBrand, brand] as const,
      ];
      for (const [ink, ground] of pairs)
        expect(contrastOf(ink, ground), `${colour}: ${ink} on ${ground}`).toBeGreaterThan(5);
    }
  },
);

test('what can be read stays as it was chosen, and the rest comes as near to it as can be read', () => {
  expect(brandHues('#7a1f3d').light).toMatchObject({ brand: '#7a1f3d', onBrand: '#ffffff' });
  expect(brandHues('#ffee00').dark.brand).toBe('#ffee00');
  const { brand } = brandHues('#ffee00').light;
  expect(contrastOf(brand, '#e1e5e6')).toBeLessThan(5.4);
});

const texts = {
  'holding.points_one': '{{count}} point',
  'outcome.points_other': '+{{count}} points',
  'outcome.short.points_other': '{{count}} more points lie elsewhere.',
  'holding.stamps_other': '{{count}} stamps',
};
const beans = { one: 'bean', many: 'beans' };

test('points are called what the shop calls them wherever they are counted, and sentences stay whole', () => {
  expect(namePoints(texts, 'en', beans)).toEqual({
    ...texts,
    'holding.points_one': '{{count}} bean',
    'outcome.points_other': '+{{count}} beans',
  });
  expect(namePoints(texts, 'hu', { one: 'csillag', many: 'csillagok' })['outcome.points_other']).toBe(
    '+{{count}} csillag',
  );
  expect(namePoints(texts, 'en', undefined)).toBe(texts);
});

test('a name that a sentence would trip over is refused', () => {
  for (const many of ['', '{{count}}', 'a'.repeat(40), '<b>', '$t(key)'])
    expect(Brand.safeParse({ points: { en: { one: 'x', many } } }).success, many).toBe(false);
  expect(Brand.parse({})).toEqual({ accent: null, points: {} });
});
