import type { z } from 'zod';
import type { GiftCardFound, lostGiftCardsApi } from '#shared/api/gift-cards.api.ts';
import type { Handlers } from '#shared/api/channel.ts';
import { replaceGiftCard } from '#shared/back-office/replace-gift-card.ts';
import { businessDay } from '#shared/base/business-time.ts';
import type { LanguageTag, Say } from '#shared/base/language.ts';
import type { Machine } from '#shared/base/machine.ts';
import { Trouble } from '#shared/base/trouble.ts';
import { sumOf } from '#shared/ledger/posting.ts';
import { giftCardHolder, giftCardIdOf, type GiftCardId } from '#shared/members/wallet.ts';
import { paperHouse } from '#shared/settings/paper-settings.ts';
import { giftCardDocument } from '#shared/print/documents/gift-card.document.ts';
import { newGiftCardCode } from '#shared/scan/formats/gift-card.format.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import type { Want } from '#shared/sync/protocol.ts';
import { goodOf } from '#shared/visit/ask-programs.ts';
import { giftCardSelling, giftUnit } from '#shared/visit/gift-cards.ts';
import { lotExpiry } from '#shared/ledger/posting.ts';
import type { Store } from '#electron/store/store.ts';

/** What replacing gift cards works with. */
export interface LostCardsDesk {
  store: Store;
  settings: ShopSettings;
  machine: Pick<Machine, 'now' | 'randomBytes' | 'sha256'>;
  say: Say;
  language: LanguageTag;
  elsewhere: {
    isOnline(): boolean;
    /** Asks for what lies elsewhere, and answers what is still short. */
    rights(wants: readonly Want[], signal: AbortSignal): Promise<Want[]>;
    patience(): AbortSignal;
  };
  committed(): void;
  wake(): void;
}

type Replace = (typeof lostGiftCardsApi)['gift-cards.replace'];
type Asked = z.output<Replace['input']>;
type Answer = z.output<Replace['output']>;

/** Gift cards that are lost, stolen or damaged: found by the end of their code, and what they hold moved onto a new one. */
export function lostGiftCardsHandlers(desk: LostCardsDesk): Handlers<typeof lostGiftCardsApi> {
  const { store, settings, machine, elsewhere } = desk;
  const { look, writer } = store;
  const unit = giftUnit({ settings });
  const goodNow = (giftCardId: GiftCardId) => {
    const day = businessDay(machine.now(), settings);
    return goodOf(look.giftCard(giftCardId).lots, unit, day);
  };
  const awayMinor = (giftCardId: GiftCardId): number =>
    sumOf(goodNow(giftCardId).filter(({ drawer }) => drawer !== writer));
  /** Brings here what lies elsewhere, and tells how much stays there: what we heard of others may be old, what was answered is not. */
  const fetch = async (giftCardId: GiftCardId): Promise<number> => {
    const amount = awayMinor(giftCardId);
    if (amount === 0 || !elsewhere.isOnline() || store.standing.state() !== 'sound') return amount;
    const want = { holder: giftCardHolder(giftCardId), unit, amount };
    try {
      const short = await elsewhere.rights([want], elsewhere.patience());
      return short.reduce((sum, one) => sum + one.amount, 0);
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      return amount;
    }
  };
  const replace = async ({ commandId, giftCardId, because }: Asked): Promise<Answer> => {
    const jobId = `replaced-${commandId}`;
    const away = store.jobs.get(jobId) ? 0 : await fetch(giftCardId);
    // Looked for only now: it may have been asked for twice while the centre was.
    if (store.jobs.get(jobId)) return { ok: true, jobId };
    const state = store.standing.state();
    if (state !== 'sound')
      return { ok: false, refusal: { code: state === 'retired' ? 'RETIRED' : 'RESTRICTED' } };
    const done = store.atOnce(() => {
      const atMs = machine.now();
      const { vat, tail } = look.giftCard(giftCardId);
      const here = goodNow(giftCardId).filter(({ drawer }) => drawer === writer);
      const newCode = newGiftCardCode(machine.randomBytes(64));
      const next = { giftCardId: giftCardIdOf(newCode, machine.sha256), tail: newCode.slice(-4) };
      const selling = giftCardSelling({ look });
      const program = { programId: selling?.programId ?? 'gift-cards', revision: selling?.revision ?? 1 };
      const moved = replaceGiftCard(
        {
          ...{ replacementId: commandId, next, because, unit, here, program },
          old: { giftCardId, vat: vat ?? { kind: 'mpv' } },
          elsewhere: away,
        },
        { drawer: writer, tail: tail ?? '' },
      );
      if (!moved.ok) return moved;
      const { currency } = settings;
      const house = paperHouse(settings);
      const [first] = here
        .map(({ lot }) => lot)
        .sort((a, b) => (lotExpiry(a) ?? '~').localeCompare(lotExpiry(b) ?? '~'));
      const balance = { loadedMinor: sumOf(here), balanceMinor: sumOf(here) };
      const paper = {
        house,
        name: selling?.name ?? '',
        currency,
        ...balance,
        tail: next.tail,
        lot: first ?? '',
        newCode,
      };
      const document = giftCardDocument(paper, desk.say, desk.language);
      store.commit({
        facts: moved.value,
        time: { atMs, day: businessDay(atMs, settings) },
        jobs: [{ jobId, document, copy: false, voucherId: commandId }],
      });
      return moved;
    });
    if (!done.ok) return { ok: false, refusal: { ...done.error } };
    desk.committed();
    desk.wake();
    return { ok: true, jobId };
  };
  const replacing = new Map<string, Promise<Answer>>();
  return {
    'gift-cards.find': ({ tail }) =>
      look.giftCardsEnding(tail.toUpperCase()).map(({ giftCardId, tail: end, loadedDay }): GiftCardFound => {
        const good = goodNow(giftCardId);
        const [endsDay = null] = good.flatMap(({ lot }) => lotExpiry(lot) ?? []).sort();
        return { giftCardId, tail: end, loadedDay, balanceMinor: sumOf(good), endsDay };
      }),
    'gift-cards.replace': (asked) => {
      // Asked twice at once it is done once: the centre gives what lies elsewhere to one of two only.
      const running = replacing.get(asked.commandId) ?? replace(asked);
      replacing.set(asked.commandId, running);
      return running.finally(() => replacing.delete(asked.commandId));
    },
  };
}
