import type { Projection, Row } from '../projection.ts';

/** Which wallets turned out to be the same member's. Merged as long as `merges` is above zero: an undone merge takes one away. */
export const aliases: Projection = {
  name: 'aliases',
  version: 3,
  forTills: true,
  table: {
    name: 'aliases',
    lookedUpBy: ['into_wallet'],
    key: { from_wallet: 'text', into_wallet: 'text' },
    columns: {
      merges: { type: 'integer', merge: 'sum' },
      /** The hybrid clock of the last word on it, a space, and `merged` or `parted`: a till's own holds until the centre heard of it. */
      last_said: { type: 'text', merge: 'max' },
    },
  },
  rowsOf(fact, { hlc }): Row[] {
    if (fact.type !== 'MembersMerged' && fact.type !== 'MergeUndone') return [];
    const { from, into } = fact.body;
    const merged = fact.type === 'MembersMerged';
    const said = `${hlc} ${merged ? 'merged' : 'parted'}`;
    return [{ from_wallet: from, into_wallet: into, merges: merged ? 1 : -1, last_said: said }];
  },
};
