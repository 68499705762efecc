import type { Mutant } from './mutant.ts';

/** Ways to break what the worlds guard, each with the number of seeds within which that must be noticed. */
export const mutants: readonly Mutant[] = [
  {
    name: 'sold-twice',
    mistake: 'a sale that is asked for again is sold again',
    edits: [
      {
        file: 'electron/checkout/checkout.ts',
        find: 'soldBefore(saleId) ?? obey(',
        replace: 'obey(',
      },
    ],
    focus: ['power-cut'],
    within: 60,
  },
  {
    name: 'half-written',
    mistake: 'what belongs together is not written in one transaction',
    edits: [
      {
        file: 'electron/store/store.ts',
        find: 'return withTrouble(() => inTransaction(work) as T);',
        replace: 'return withTrouble(() => work());',
      },
      {
        file: 'electron/store/store.ts',
        find: 'return db.inTransaction ? work() : atOnce(work);',
        replace: 'return work();',
      },
    ],
    focus: ['power-cut'],
    within: 60,
  },
  {
    name: 'remembered-what-was-not',
    mistake: 'the end of the log is remembered although the disk did not take it',
    edits: [{ file: 'electron/store/store.ts', find: '      ledger.forget();\n', replace: '' }],
    focus: ['disk-full'],
    within: 60,
  },
  {
    name: 'paper-lost',
    mistake: 'a voucher is written down, and its paper is not put into the queue',
    edits: [{ file: 'electron/store/store.ts', find: '        print(papers, time.atMs);\n', replace: '' }],
    focus: [],
    within: 20,
  },
  {
    name: 'redeemed-anywhere',
    mistake: 'a voucher is taken in whatever drawer it lies',
    edits: [
      {
        file: 'shared/visit/present.ts',
        find: 'if (drawer !== here.till) {',
        replace: 'if (drawer === "") {',
      },
      {
        file: 'electron/store/append.ts',
        find: 'assert(left >= 0, `${holder} does not go below zero in ${unit}`);',
        replace: 'void left;',
      },
    ],
    focus: ['offline'],
    within: 40,
  },
  {
    name: 'story-by-number',
    mistake: 'the story is paged by a number, and what a slower transaction wrote is passed over',
    edits: [
      {
        file: 'test/simulation/centre/transactions.ts',
        find: 'horizon: () => Math.min(next, ...underWay),',
        replace: 'horizon: () => next,',
      },
    ],
    focus: ['slow-centre'],
    within: 100,
  },
  {
    name: 'story-without-its-place',
    mistake: 'how far the story was read is kept without what was read',
    edits: [{ file: 'electron/store/store.ts', find: '        known.learn(changes);\n', replace: '' }],
    focus: [],
    within: 20,
  },
];
