import type { brandApi } from '#shared/api/brand.api.ts';
import type { Handlers } from '#shared/api/channel.ts';
import type { Say } from '#shared/base/language.ts';
import { sampleDocument } from '#shared/print/documents/sample.document.ts';
import type { Brand } from '#shared/settings/brand.ts';
import { paperHouse } from '#shared/settings/paper-settings.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import type { KeptChoice } from '#electron/platform/kept-choice.ts';
import type { Printing } from '#electron/printing/open-printing.ts';
import type { Store } from '#electron/store/store.ts';

export interface BrandDesk {
  brand: KeptChoice<Brand>;
  brandChanged(brand: Brand): void;
  store: Pick<Store, 'look'>;
  settings: ShopSettings;
  printing: Pick<Printing, 'preview' | 'columns'>;
  say: Say;
}

/** How the shop looks and speaks, on screens and on paper. */
export const brandHandlers = ({
  brand,
  brandChanged,
  store,
  settings,
  printing,
  say,
}: BrandDesk): Handlers<typeof brandApi> => ({
  'brand.view': () => brand.get(),
  'brand.keep': (next) => {
    brand.keep(next);
    brandChanged(next);
    return next;
  },
  'brand.paper': () => ({
    revision: store.look.shopRules().find(({ setting }) => setting === 'paper')?.revision ?? 0,
    paper: settings.paper,
    columns: printing.columns(),
  }),
  'brand.paper-preview': (paper) => {
    const { png, ...size } = printing.preview(sampleDocument(paperHouse({ ...settings, paper }), say));
    return { png: `data:image/png;base64,${Buffer.from(png).toString('base64')}`, ...size };
  },
});
