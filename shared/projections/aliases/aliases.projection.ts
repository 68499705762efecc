import type { Projection, Row } from '../projection.ts';

/** Which wallets turned out to be the same member's. Merged as long as `merges` is above zero: an undone merge takes one away. */
export const aliases: Projection = {
  name: 'aliases',
  version: 1,
  forTills: true,
  table: {
    name: 'aliases',
    key: { from_wallet: 'text', into_wallet: 'text' },
    columns: { merges: { type: 'integer', merge: 'sum' } },
  },
  rowsOf(fact): Row[] {
    if (fact.type !== 'MembersMerged' && fact.type !== 'MergeUndone') return [];
    const { from, into } = fact.body;
    return [{ from_wallet: from, into_wallet: into, merges: fact.type === 'MembersMerged' ? 1 : -1 }];
  },
};
