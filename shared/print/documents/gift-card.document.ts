import { formatDay, type LanguageTag, type Say } from '../../base/language.ts';
import { lotExpiry } from '../../ledger/posting.ts';
import { formatMoney } from '../../money/format-money.ts';
import { groupedCardCode } from '../../scan/formats/member-card.format.ts';
import type { PaperHouse } from '../../settings/paper-settings.ts';
import { line, type Block, type Document } from '../document.ts';
import { shopFoot, shopHead } from '../shop-words.ts';

/** What the paper of a loaded gift card needs to know. `newCode` is null for a card of plastic: then the paper is only a slip. */
export interface GiftCardPaper {
  house: PaperHouse;
  name: string;
  currency: string;
  loadedMinor: number;
  balanceMinor: number;
  tail: string;
  lot: string;
  newCode: string | null;
}

/** A gift card on paper, with its code; or for a card of plastic what was put on it and what it holds now. */
export function giftCardDocument(paper: GiftCardPaper, say: Say, language: LanguageTag): Document {
  const money = (minor: number) => formatMoney({ minor, currency: paper.currency }, language);
  const center = { align: 'center' } as const;
  const expiryDay = lotExpiry(paper.lot);
  const until = expiryDay
    ? say('voucher.validUntil', { day: formatDay(expiryDay, language) })
    : say('voucher.noEnd');
  const head: Block[] = [...shopHead(paper.house), { kind: 'space', lines: 1 }, line(paper.name, center)];
  const big = (text: string): Block => line(text, { ...center, scale: text.length <= 8 ? 3 : 2, bold: true });
  const foot = shopFoot(paper.house, say);
  const body: Block[] =
    paper.newCode === null
      ? [
          big(money(paper.loadedMinor)),
          { kind: 'space', lines: 1 },
          { kind: 'pair', left: say('gift-card.slip.card'), right: `•••• ${paper.tail}`, bold: false },
          { kind: 'pair', left: say('gift-card.slip.loaded'), right: money(paper.loadedMinor), bold: false },
          { kind: 'pair', left: say('gift-card.slip.balance'), right: money(paper.balanceMinor), bold: true },
          line(until, center),
        ]
      : [
          big(money(paper.balanceMinor)),
          { kind: 'space', lines: 1 },
          line(until, center),
          line(say('gift-card.slip.parts'), center),
          { kind: 'space', lines: 1 },
          { kind: 'qr-letters', letters: paper.newCode },
          line(groupedCardCode(paper.newCode), center),
        ];
  return {
    title: `${paper.name} ${money(paper.newCode === null ? paper.loadedMinor : paper.balanceMinor)}`,
    blocks: [...head, ...body, ...foot],
    ...(paper.newCode === null ? {} : { secret: paper.newCode }),
  };
}
