import type { HistoryLineView } from '#shared/api/history.api.ts';
import { historyReasons } from '#shared/api/history-reasons.ts';
import { formatWhen, tillWords } from '#shared/api/sentences.ts';
import type { LanguageTag, Say } from '#shared/base/language.ts';
import type { WalletId } from '#shared/members/wallet.ts';
import { formatMoney } from '#shared/money/format-money.ts';
import type { Document } from '#shared/print/document.ts';
import { historyDocument, type HistoryPaperLine } from '#shared/print/documents/history.document.ts';
import { momentsOf } from '#shared/reports/history-moments.ts';
import type { HistoryKind } from '#shared/reports/member-history.ts';
import { paperHouse } from '#shared/settings/paper-settings.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import { worthWords } from '#electron/checkout/worth-words.ts';
import { readHistory, type Held, type HistoryDesk } from './member-history.ts';

/** What a statement is made of. */
export interface HistoryPaperDesk extends HistoryDesk {
  settings: ShopSettings;
  now(): number;
  /** The shop's words and language. */
  say: Say;
  language: LanguageTag;
  sayIn(language: LanguageTag): Say;
}

/** Whose statement it is, of what, and of how many lines, the newest. */
export interface HistoryPaperWanted {
  walletId: WalletId;
  kind: HistoryKind | null;
  lines: number;
}

/** What people call theirs: of other units they have papers. */
const told = /^(?:points|stamps|credit):/;

/** The statement as it is printed, in the member's language; null for somebody we do not know. */
export async function historyPaper(
  desk: HistoryPaperDesk,
  { walletId, kind, lines: most }: HistoryPaperWanted,
): Promise<Document | null> {
  const { settings, store } = desk;
  const lines: HistoryLineView[] = [];
  let isOfThisTill = false;
  let held: Held = {};
  for (let from: string | null = ''; from !== null && lines.length < most;) {
    const page = await readHistory(desk, walletId, kind, from);
    if (!page) return null;
    if (from === '') held = page.held;
    isOfThisTill ||= page.told === 'offline';
    lines.push(...page.lines);
    from = page.older;
  }
  const own = store.profiles.read(walletId)?.language?.value;
  const [say, language] = own ? [desk.sayIn(own), own] : [desk.say, desk.language];
  const words = (unit: string, amount: number): string => worthWords({ unit, amount }, say, language);
  const shown = lines.slice(0, most);
  /** A line says its reason unless the line before said it. */
  const linesOf = (moment: readonly HistoryLineView[]): HistoryPaperLine[] => {
    const reasons = historyReasons(moment, { say, language }, settings.currency);
    return moment.map(({ what, money, moved }, place) => ({
      what: say(`history.what.${what}`),
      amounts: [
        ...(money ? [formatMoney(money, language)] : []),
        ...moved
          .filter(({ unit }) => told.test(unit))
          .map(({ unit, amount }) => `${amount < 0 ? '-' : '+'}${words(unit, Math.abs(amount))}`),
      ],
      why: reasons[place] ?? '',
    }));
  };
  return historyDocument(
    {
      house: paperHouse(settings),
      when: formatWhen(desk.now(), language, settings.zone),
      balance: balanceOf(shown, held).map(([unit, amount]) => words(unit, amount)),
      isOfThisTill,
      moments: momentsOf(shown).map((moment) => ({
        when: formatWhen(moment[0]?.atMs ?? 0, language, settings.zone),
        where: moment[0] ? tillWords(moment[0].tillName, say) : '',
        // As it went: the sale first, then what came of it.
        lines: linesOf(moment.toReversed()),
      })),
    },
    say,
  );
}

/** What there is now, whichever lines are shown: first of what they tell of, also where nothing is left of it, then of all else. */
function balanceOf(shown: readonly HistoryLineView[], held: Held): [unit: string, amount: number][] {
  const moved = shown.flatMap((line) => line.moved.map(({ unit }) => unit));
  const others = Object.keys(held).filter((unit) => held[unit] !== 0);
  const units = new Set([...moved, ...others.toSorted()].filter((unit) => told.test(unit)));
  return [...units].map((unit) => [unit, held[unit] ?? 0]);
}
