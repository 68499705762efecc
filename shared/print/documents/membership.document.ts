import { formatDay, type LanguageTag, type Say } from '../../base/language.ts';
import { formatMoney } from '../../money/format-money.ts';
import type { Money } from '../../money/money.ts';
import type { PaperHouse } from '../../settings/paper-settings.ts';
import { line, type Document } from '../document.ts';
import { shopFoot, shopHead } from '../shop-words.ts';

/** What a member was sold, or gave back. */
export interface MembershipPaper {
  house: PaperHouse;
  /** "Club". */
  name: string;
  /** The last characters of the card. */
  tail: string;
  money: Money;
  /** Sold: from when and until when. Given back: the day from which it holds no more. */
  days: { fromDay: string; toDay: string } | { endedDay: string };
}

/** A slip for the customer: what they belong to, until when, and what was paid or paid back. */
export function membershipDocument(paper: MembershipPaper, say: Say, language: LanguageTag): Document {
  const { house, name, tail, money, days } = paper;
  const center = { align: 'center' } as const;
  const sold = 'fromDay' in days;
  const spoken = (day: string): string => formatDay(day, language);
  return {
    title: `${name} ${formatMoney(money, language)}`,
    blocks: [
      ...shopHead(house),
      { kind: 'space', lines: 1 },
      line(name, { ...center, scale: 2 }),
      line(say('member.card', { tail }), center),
      { kind: 'space', lines: 1 },
      line(
        sold
          ? say('membership.from-to', { from: spoken(days.fromDay), to: spoken(days.toDay) })
          : say('membership.over-from', { day: spoken(days.endedDay) }),
        center,
      ),
      {
        kind: 'pair',
        left: say(sold ? 'membership.paid' : 'membership.paid-back'),
        right: formatMoney(money, language),
        bold: true,
      },
      ...shopFoot(house, say),
    ],
  };
}
