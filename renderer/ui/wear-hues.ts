import type { BrandHues } from '#shared/settings/brand-hues.ts';

let worn: CSSStyleSheet | undefined;

/** Lets the page wear a shop's hue instead of ours; null takes it off. Whoever asks for high contrast keeps the contrast. */
export function wearHues(hues: BrandHues | null): void {
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== worn);
  if (!hues) return;
  const { light, dark } = hues;
  worn = new CSSStyleSheet();
  worn.replaceSync(`
    @media (prefers-contrast: no-preference) {
      :root:not([data-theme='contrast']) {
        --brand: light-dark(${light.brand}, ${dark.brand});
        --on-brand: light-dark(${light.onBrand}, ${dark.onBrand});
        --brand-soft: light-dark(${light.soft}, ${dark.soft});
      }
    }
  `);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, worn];
}
