import type { Say } from '../../base/language.ts';
import type { PaperHouse } from '../../settings/paper-settings.ts';
import { line, type Block, type Document } from '../document.ts';
import { shopHead } from '../shop-words.ts';

/** What a member takes home of what happened to them, everything in words of their language. */
export interface HistoryPaper {
  house: PaperHouse;
  /** When it was printed. */
  when: string;
  /** What there was then, unit by unit. */
  balance: readonly string[];
  /** Only what one till knows. */
  isOfThisTill: boolean;
  /** The newest first. */
  moments: readonly { when: string; where: string; lines: readonly HistoryPaperLine[] }[];
}

export interface HistoryPaperLine {
  what: string;
  /** "€23.40", "+23 points"; none where nothing moved. */
  amounts: readonly string[];
  /** Why, in a sentence; empty where the line says it. */
  why: string;
}

/** A statement of a member's points, with the reason behind each. It names nobody: whoever finds it learns no name. */
export function historyDocument(
  { house, when, balance, isOfThisTill, moments }: HistoryPaper,
  say: Say,
): Document {
  return {
    title: say('history.title'),
    blocks: [
      ...shopHead(house),
      { kind: 'space', lines: 1 },
      line(say('history.title'), { scale: 2, align: 'center', bold: true }),
      line(say('history.paper.when', { when }), { align: 'center' }),
      ...(isOfThisTill ? [line(say('history.paper.here'), { align: 'center' })] : []),
      ...balance.map((right, place): Block => ({
        kind: 'pair',
        left: place === 0 ? say('history.paper.balance') : '',
        right,
        bold: true,
      })),
      ...moments.flatMap((moment): Block[] => [
        { kind: 'space', lines: 1 },
        line(`${moment.when} · ${moment.where}`, { bold: true }),
        ...moment.lines.flatMap(linesOf),
      ]),
    ],
  };
}

const linesOf = ({ what, amounts: [first = '', ...others], why }: HistoryPaperLine): Block[] => [
  { kind: 'pair', left: what, right: first, bold: false },
  ...others.map((right): Block => ({ kind: 'pair', left: '', right, bold: false })),
  ...(why === '' ? [] : [line(why)]),
];
