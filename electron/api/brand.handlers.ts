import type { brandApi } from '#shared/api/brand.api.ts';
import type { Handlers } from '#shared/api/channel.ts';
import type { Say } from '#shared/base/language.ts';
import { businessDay } from '#shared/base/business-time.ts';
import type { Machine } from '#shared/base/machine.ts';
import { sampleDocument } from '#shared/print/documents/sample.document.ts';
import { paperHouse } from '#shared/settings/paper-settings.ts';
import { shopSetting } from '#shared/settings/shop-setting.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import type { BackOfficeAnswer } from '#shared/api/back-office.api.ts';
import type { LiveBrand } from '#electron/live-brand.ts';
import type { ShopsLogo } from '#electron/printing/shops-logo.ts';
import type { Printing } from '#electron/printing/open-printing.ts';
import type { Store } from '#electron/store/store.ts';

export interface BrandDesk {
  brand: Pick<LiveBrand, 'get' | 'keep'>;
  logo: Pick<ShopsLogo, 'own' | 'keep'>;
  store: Pick<Store, 'look' | 'standing'>;
  settings: ShopSettings;
  machine: Pick<Machine, 'now' | 'sha256'>;
  printing: Pick<Printing, 'preview' | 'columns'>;
  say: Say;
  /** After the commit: the ledger has moved. */
  committed(): void;
}

/** How the shop looks and speaks, on screens and on paper. */
export const brandHandlers = ({
  brand,
  logo,
  store,
  settings,
  machine,
  printing,
  say,
  committed,
}: BrandDesk): Handlers<typeof brandApi> => ({
  'brand.view': () => brand.get(),
  'brand.keep': (next) => {
    const atMs = machine.now();
    brand.keep(next, { atMs, day: businessDay(atMs, settings) });
    return next;
  },
  'brand.paper': () => ({
    revision: store.look.choice(shopSetting('paper', settings.shop, machine.sha256))?.revision ?? 0,
    paper: settings.paper,
    columns: printing.columns(),
  }),
  'brand.paper-preview': (paper) => {
    const { png, ...size } = printing.preview(sampleDocument(paperHouse({ ...settings, paper }), say));
    return { png: `data:image/png;base64,${Buffer.from(png).toString('base64')}`, ...size };
  },
  'brand.logo': () => ({ png: logo.own() }),
  'brand.keep-logo': ({ png }): BackOfficeAnswer => {
    if (store.standing.state() === 'retired') return { ok: false, refusal: { code: 'RETIRED' } };
    const atMs = machine.now();
    const kept = logo.keep(png, { atMs, day: businessDay(atMs, settings) });
    if (!kept.ok) return { ok: false, refusal: { ...kept.error } };
    committed();
    return { ok: true };
  },
});
