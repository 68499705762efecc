import path from 'node:path';
import { create } from 'qrcode';
import {
  bystanderApi,
  type BystanderApi,
  type DisplayInfo,
  type DisplayScene,
  type Modules,
} from '#shared/api/bystander.ts';
import type { ChannelError, Port } from '#shared/api/channel.ts';
import type { OffersView, VisitView } from '#shared/api/checkout.api.ts';
import type { DisplayView, PictureRefusal } from '#shared/api/display.api.ts';
import { createServer } from '#shared/api/server.ts';
import { personOf } from '#shared/members/profile.ts';
import { asksForMember } from '#shared/programs/when.ts';
import type { WornBrand } from '#shared/settings/brand.ts';
import { DisplaySetup } from '#shared/settings/display-setup.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import { keptChoice } from '#electron/platform/kept-choice.ts';
import type { MembersBoard } from '#electron/members/members-board.ts';
import type { Store } from '#electron/store/store.ts';
import { pictureFolder } from './picture-folder.ts';
import { placeOfServed } from './place-of-served.ts';
import { sceneOf } from './scene.ts';
import { whoIsServed } from './who-is-served.ts';

/** The displays towards the customers: what they show follows the counter; they can ask for nothing else. */
export interface CustomerDisplays {
  /** Serves a display, and only as a display, until its port closes. */
  attach(port: Port): void;
  visitChanged(view: VisitView): void;
  /** What the amount being typed comes to was worked out for the cashier. */
  offered(offers: OffersView): void;
  linkChanged(): void;
  /** The shop looks or speaks another way. */
  brandChanged(): void;
  /** The displays belong to another till from now on. */
  moved(): void;
  view(): DisplayView;
  setUp(setup: DisplaySetup): void;
  picture(pictureId: string): { dataUrl: string } | null;
  addPicture(dataUrl: string): PictureRefusal | null;
  removePicture(pictureId: string): void;
}

export interface CustomerDisplaysOptions {
  dataDir: string;
  settings: Pick<ShopSettings, 'shop' | 'currency' | 'language' | 'paper'>;
  visit(): VisitView;
  store: Pick<Store, 'profiles' | 'look'>;
  board: Pick<MembersBoard, 'placeOf'>;
  everywhere(): boolean;
  training: boolean;
  brand(): WornBrand;
  /** As a `data:` address. */
  logo(): string | null;
  newId(): string;
  explain: (thrown: unknown) => ChannelError;
  /** How it is set up, or how many displays are open, is another now. */
  changed(view: DisplayView): void;
}

/** As long as no display is connected nothing is worked out. */
export function openCustomerDisplays(options: CustomerDisplaysOptions): CustomerDisplays {
  const { dataDir, settings, store } = options;
  const setup = keptChoice(path.join(dataDir, 'display.json'), DisplaySetup);
  const pictures = pictureFolder(path.join(dataDir, 'display'));
  let open = 0;
  let serial = 0;
  let offers: OffersView | null = null;
  let latest: VisitView | undefined;
  const served = whoIsServed();
  const place = placeOfServed(served, options.board, () => show());

  // A gift for an occasion says which: a birthday is nobody's business, also when nobody is given one any more.
  const isPublic = (unit: string): boolean =>
    !store.look
      .setUps()
      .some(({ type, programId }) => type === 'occasions' && unit === `coupon:${programId}`);
  const isForAll = (coupon: string): boolean => {
    const named = store.look.programs().filter(({ setup }) => nameOf(setup) === coupon);
    return (
      named.length > 0 &&
      named.every(({ program, setup }) => {
        const when = program.type === 'coupons' ? program.coupon(setup)?.when : undefined;
        return when !== undefined && !asksForMember(when);
      })
    );
  };
  const info = (): DisplayInfo => {
    const { join, secondsPerPicture, theme } = setup.get();
    const shown = pictures.list().filter(({ tooLarge }) => !tooLarge);
    const { shop, currency, language } = settings;
    const code = join === '' ? null : modulesOf(join);
    const pictureIds = shown.map(({ pictureId }) => pictureId);
    const { training } = options;
    const brand = options.brand();
    const logo = options.logo();
    return {
      shop,
      currency,
      language,
      join: code,
      pictures: pictureIds,
      secondsPerPicture,
      theme,
      training,
      brand,
      logo,
      tone: settings.paper.tone,
    };
  };
  const moment = () => {
    const walletId = served.walletId();
    return sceneOf({
      view: latest ?? options.visit(),
      offers,
      person: walletId === undefined ? {} : personOf(store.profiles.read(walletId) ?? {}),
      place: place.get(),
      setup: setup.get(),
      shopLanguage: settings.language,
      isPublic,
      isForAll,
      everywhere: options.everywhere(),
      draw: modulesOf,
    });
  };
  let shown = '';
  /** What is shown, with a new serial if it is not what was shown before. */
  const look = (): { scene: DisplayScene; isNew: boolean } => {
    const scene = moment();
    const key = JSON.stringify([latest?.lastOutcome?.saleId, scene]);
    const isNew = key !== shown;
    shown = key;
    if (isNew) serial += 1;
    return { scene: { serial, ...scene }, isNew };
  };
  const picture = (pictureId: string): { dataUrl: string } | null => {
    const dataUrl = pictures.read(pictureId);
    return dataUrl === null ? null : { dataUrl };
  };
  const server = createServer<BystanderApi>(
    bystanderApi,
    {
      'display.info': () => info(),
      'display.scene': () => look().scene,
      'display.picture': ({ pictureId }) => picture(pictureId),
    },
    options.explain,
  );
  const view = (): DisplayView => {
    return { setup: setup.get(), open, pictures: pictures.list(), folder: pictures.dir };
  };
  const show = (): void => {
    if (open === 0) return;
    const { scene, isNew } = look();
    if (isNew) server.emit('display.scene-changed', scene);
  };
  /** Nobody counts what is not shown. */
  const follow = (): void => {
    if (open > 0 && setup.get().balance) place.follow();
  };
  const setUpAnew = (): void => {
    server.emit('display.info-changed', info());
    show();
    options.changed(view());
  };
  return {
    attach(port) {
      open += 1;
      port.onClose(() => {
        open -= 1;
        options.changed(view());
      });
      server.attach(port);
      follow();
      options.changed(view());
    },
    visitChanged(next) {
      if (next.lastOutcome || next.member?.walletId !== latest?.member?.walletId) offers = null;
      latest = next;
      served.follow(next);
      follow();
      show();
    },
    offered(worked) {
      if (open === 0) return;
      offers = worked;
      show();
    },
    linkChanged: show,
    brandChanged: () => server.emit('display.info-changed', info()),
    moved: () => server.emit('display.moved', {}),
    view,
    setUp(next) {
      setup.keep(next);
      follow();
      setUpAnew();
    },
    picture,
    addPicture(dataUrl) {
      const refused = pictures.add(dataUrl, options.newId());
      if (!refused) setUpAnew();
      return refused;
    },
    removePicture(pictureId) {
      pictures.remove(pictureId);
      setUpAnew();
    },
  };
}

function modulesOf(text: string): Modules {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  return { size: modules.size, dark: Array.from(modules.data, (dark) => (dark ? '1' : '0')).join('') };
}

const nameOf = (setup: unknown): unknown =>
  typeof setup === 'object' && setup !== null && 'name' in setup ? setup.name : undefined;
