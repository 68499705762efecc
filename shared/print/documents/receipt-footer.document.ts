import type { Say } from '../../base/language.ts';
import { line, type Block, type Document } from '../document.ts';

/** What goes below a register's own receipt. */
export interface ReceiptFooter {
  /** Whose sale it was, by the end of the card, and what it brought and left, in words: "23 points", and their place on the leaderboard. Absent without a card. */
  member?: { tail: string; earned: readonly string[]; balance: readonly string[]; place?: string };
  /** Whole papers that go with it, one below the other. */
  papers: readonly (readonly Block[])[];
  /** That it is only shown how it looks. */
  sample?: boolean;
}

/** The lines below a register's receipt: the balance, then each voucher or code between lines of its own. */
export function receiptFooter({ member, papers, sample = false }: ReceiptFooter, say: Say): Document {
  const center = { align: 'center' } as const;
  const balance = member && [
    line(say('receipt-footer.card', { tail: member.tail }), center),
    ...member.earned.map((what) => line(say('receipt-footer.earned', { what }), { ...center, bold: true })),
    ...member.balance.map((what) => line(say('receipt-footer.balance', { what }), center)),
    ...(member.place === undefined ? [] : [line(member.place, center)]),
  ];
  const parts = [...(balance ? [balance] : []), ...papers];
  return {
    title: say('receipt-footer.title'),
    blocks: [
      { kind: 'rule' },
      ...(sample ? [line(say('receipt-footer.sample'), { ...center, bold: true })] : []),
      ...parts.flatMap((part, index): Block[] => (index === 0 ? [...part] : [{ kind: 'rule' }, ...part])),
    ],
  };
}

/** How it looks, with a balance and a code that are worth nothing. */
export const sampleFooter = (say: Say): Document =>
  receiptFooter(
    {
      sample: true,
      member: {
        tail: '0000',
        earned: [say('holding.points', { count: 3 })],
        balance: [say('holding.points', { count: 123 })],
      },
      papers: [[{ kind: 'qr', digits: '0123456789'.repeat(20) }]],
    },
    say,
  );
