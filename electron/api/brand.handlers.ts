import type { brandApi } from '#shared/api/brand.api.ts';
import type { Handlers } from '#shared/api/channel.ts';
import type { Brand } from '#shared/settings/brand.ts';
import type { KeptChoice } from '#electron/platform/kept-choice.ts';

/** How the shop looks and speaks. */
export const brandHandlers = (
  kept: KeptChoice<Brand>,
  changed: (brand: Brand) => void,
): Handlers<typeof brandApi> => ({
  'brand.view': () => kept.get(),
  'brand.keep': (brand) => {
    kept.keep(brand);
    changed(brand);
    return brand;
  },
});
