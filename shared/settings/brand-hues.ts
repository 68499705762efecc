/** A shop's hue as one theme shows it: as text and surface, what stands on it, and its quiet ground. `#rrggbb` each. */
export interface Hue {
  brand: string;
  onBrand: string;
  soft: string;
}

/** The hue in both themes: darker than it was chosen where it could not be read on light, lighter where not on dark. */
export interface BrandHues {
  light: Hue;
  dark: Hue;
}

/** The least that text needs on its ground, and a little more: the tokens' own test asks for it. */
const readable = 5.05;
/** The lightest and the darkest ground of each theme that stands under the hue, as ui/tokens.css has them. */
const grounds = { light: ['#fafbfb', '#e1e5e6'], dark: ['#101314', '#252a2d'] } as const;
/** What is written on the quiet ground in the least of inks. */
const inks = { light: '#39464b', dark: '#c3cbce' } as const;

type Rgb = readonly [number, number, number];
const toRgb = (hex: string): Rgb => {
  const at = (place: number): number => Number.parseInt(hex.slice(place, place + 2), 16);
  return [at(1), at(3), at(5)];
};
const toHex = (rgb: Rgb): string =>
  `#${rgb.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`;
/** So much of `other` in a colour, from 0 to 1. */
const mix = (rgb: Rgb, other: Rgb, share: number): Rgb => [
  rgb[0] + (other[0] - rgb[0]) * share,
  rgb[1] + (other[1] - rgb[1]) * share,
  rgb[2] + (other[2] - rgb[2]) * share,
];
const [black, white]: [Rgb, Rgb] = [
  [0, 0, 0],
  [255, 255, 255],
];
const [darkestInk, lightestInk] = ['#04211f', '#ffffff'];

function luminance(hex: string): number {
  const [red, green, blue] = toRgb(hex).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast of two colours as WCAG 2.2 counts it, from 1 to 21. */
export function contrastOf(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** A hundred steps: finer is not to be seen. */
const steps = Array.from({ length: 101 }, (_, step) => step / 100);

/** How much of the ground's end is in a quiet ground at least. */
const quiet = 0.78;

/** The first of the mixes with `towards` that fits, from a share on; the last always does. */
function first(hex: string, towards: Rgb, fits: (tried: string) => boolean, from = 0): string {
  const tries = steps.filter((share) => share >= from).map((share) => toHex(mix(toRgb(hex), towards, share)));
  return tries.find(fits) ?? toHex(towards);
}

/** Makes a hue of a shop's colour for both themes: as near to it as can be read on every ground. */
export function brandHues(accent: string): BrandHues {
  const made = (theme: 'light' | 'dark'): Hue => {
    const towards = theme === 'light' ? black : white;
    const brand = first(accent, towards, (tried) =>
      grounds[theme].every((ground) => contrastOf(tried, ground) >= readable),
    );
    const soft = first(
      brand,
      theme === 'light' ? white : black,
      (tried) => [brand, inks[theme]].every((ink) => contrastOf(ink, tried) >= readable),
      quiet,
    );
    const onBrand = contrastOf(lightestInk, brand) >= readable ? lightestInk : darkestInk;
    return { brand, onBrand, soft };
  };
  return { light: made('light'), dark: made('dark') };
}
