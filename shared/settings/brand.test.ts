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
  'reason.PAID': 'Paid with points, to the point',
  'logo.size': 'viewpoints and pointers',
  'field.points': 'Give points for each',
  'holding.stamps_other': '{{count}} stamps',
};
const beans = { one: 'bean', many: 'beans' };

test('points are called what the shop calls them in every sentence, and where programs are set up they keep their word', () => {
  expect(namePoints(texts, 'en', beans)).toEqual({
    ...texts,
    'holding.points_one': '{{count}} bean',
    'outcome.points_other': '+{{count}} beans',
    'outcome.short.points_other': '{{count}} more beans lie elsewhere.',
    'reason.PAID': 'Paid with beans, to the bean',
  });
  const hungarian = { 'a.b': '{{count}} pont', 'c.d': 'pontosan {{count}} képpont a központban' };
  expect(namePoints(hungarian, 'hu', { one: 'csillag', many: 'csillagok' })).toEqual({
    ...hungarian,
    'a.b': '{{count}} csillag',
  });
  expect(namePoints(texts, 'en', undefined)).toBe(texts);
});

test('a name that a sentence would trip over is refused', () => {
  for (const many of ['', '{{count}}', 'a'.repeat(40), '<b>', '$t(key)'])
    expect(Brand.safeParse({ points: { en: { one: 'x', many } } }).success, many).toBe(false);
  expect(Brand.parse({})).toEqual({ accent: null, points: {} });
});
