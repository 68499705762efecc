import { formatDay, type LanguageTag, type Say } from '../../base/language.ts';
import { formatMoney } from '../../money/format-money.ts';
import type { Money } from '../../money/money.ts';
import { claimCodeOf } from '../../scan/formats/claim-code.format.ts';
import { groupedCardCode } from '../../scan/formats/member-card.format.ts';
import type { PaperHouse } from '../../settings/paper-settings.ts';
import { line, type Document } from '../document.ts';
import { shopFoot, shopHead } from '../shop-words.ts';

/** What the slip of a sale without a card needs to know. */
export interface ClaimPaper {
  house: PaperHouse;
  claimId: string;
  token: string;
  untilDay: string;
  total: Money;
  /** What there is to claim, in words: "23 points". */
  worth: readonly string[];
}

/** The slip that goes with the receipt: what there is to claim and until when, the code for scanners, and the short one for typing. */
export function claimDocument(paper: ClaimPaper, say: Say, language: LanguageTag): Document {
  const center = { align: 'center' } as const;
  const total = formatMoney(paper.total, language);
  return {
    title: say('claim.slip.title', { total }),
    blocks: [
      ...shopHead(paper.house),
      { kind: 'space', lines: 1 },
      line(say('claim.slip.of', { total }), center),
      ...paper.worth.map((text) => line(text, { ...center, scale: 2, bold: true })),
      { kind: 'space', lines: 1 },
      line(say('claim.slip.join', { day: formatDay(paper.untilDay, language) }), center),
      { kind: 'space', lines: 1 },
      { kind: 'qr', digits: paper.token },
      line(groupedCardCode(claimCodeOf(paper.claimId)), center),
      ...shopFoot(paper.house, say),
    ],
  };
}
