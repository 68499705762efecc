import { memberMutants } from './member-mutants.ts';
import type { Mutant } from './mutant.ts';
import { notOverdrawn, valueMutants } from './value-mutants.ts';

const takeGrants = 'shared/sync/take-grants.ts';

/** Ways to break what the worlds guard, each with the number of seeds within which that must be noticed. */
export const mutants: readonly Mutant[] = [
  {
    name: 'sold-twice',
    mistake: 'a sale that is asked for again is sold again',
    edits: [
      {
        file: 'electron/checkout/checkout.ts',
        find: `soldBefore(saleId) ??
      obey(
        { type: 'RecordSale'`,
        replace: `obey(
        { type: 'RecordSale'`,
      },
    ],
    focus: [],
    within: 20,
  },
  {
    name: 'half-written',
    mistake: 'what belongs together is not written in one transaction',
    edits: [
      {
        file: 'electron/store/store.ts',
        find: 'const done = withTrouble(() => inTransaction(work) as T);',
        replace: 'const done = withTrouble(() => work());',
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
    edits: [
      {
        file: 'electron/store/store.ts',
        find: '      ledger.forget();\n',
        replace: '',
      },
    ],
    focus: ['disk-full'],
    within: 60,
  },
  {
    name: 'paper-lost',
    mistake: 'a voucher is written down, and its paper is not put into the queue',
    edits: [
      {
        file: 'electron/store/store.ts',
        find: '        print(papers, time.atMs);\n',
        replace: '',
      },
    ],
    focus: [],
    within: 20,
  },
  {
    name: 'redeemed-anywhere',
    mistake: 'a voucher is taken in whatever drawer it lies, and nobody looks whether the drawer holds it',
    edits: [
      {
        file: 'shared/visit/present.ts',
        find: 'if (drawer === here.till) return undefined;',
        replace: 'if (!drawer.includes(":")) return undefined;',
      },
      {
        file: 'shared/visit/record-sale.ts',
        find: 'voucher.drawer === here.till ? undefined :',
        replace: 'true ? undefined :',
      },
      notOverdrawn,
    ],
    focus: ['offline'],
    within: 40,
  },
  {
    name: 'exchanged-anywhere',
    mistake: 'points are exchanged in whatever drawer they lie',
    edits: [
      {
        file: 'shared/visit/judge-sale.ts',
        find: 'asking.lots.filter(({ drawer }) => drawer === here.till).map((lot) => ({ ...lot }))',
        replace: 'asking.lots.map((lot) => ({ ...lot }))',
      },
      {
        file: 'shared/visit/ask-programs.ts',
        find: 'const usable = mayRisk(unit, here) ?',
        replace: 'const usable = true ?',
      },
      notOverdrawn,
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
    edits: [
      {
        file: 'electron/store/store.ts',
        find: '        known.learn(changes);\n',
        replace: '',
      },
    ],
    focus: [],
    within: 20,
  },
  {
    name: 'grant-taken-twice',
    mistake: 'a grant that is told again is taken in again',
    edits: [{ file: takeGrants, find: ' || grant.number !== last + 1', replace: '' }],
    focus: ['storm'],
    within: 60,
  },
  {
    name: 'grant-of-another-time',
    mistake: 'a grant that the centre forgot is taken in after it was restored',
    edits: [
      { file: takeGrants, find: ' || grant.generation !== generation', replace: '' },
      // The centre does not send such grants either; only both mistakes together do harm.
      {
        file: 'test/simulation/centre/memory-rights.ts',
        find: 'if (generation !== state.generation) return [];',
        replace: '',
      },
      {
        file: 'test/simulation/centre/memory-rights.ts',
        find: "        row['generation'] === generation &&\n",
        replace: '',
      },
    ],
    focus: ['centre-restored', 'storm', 'slow-centre'],
    within: 400,
  },
  {
    name: 'grants-before-all-are-heard',
    mistake: 'a restored centre grants before every till has shown its log',
    edits: [
      {
        file: 'shared/sync/barrier.ts',
        find: "tills.every(({ state, checkedIn }) => state !== 'active' || checkedIn >= generation);",
        replace: 'tills.length >= 0 && generation > 0;',
      },
    ],
    focus: ['centre-restored', 'offline'],
    within: 200,
  },
  {
    name: 'fork-not-noticed',
    mistake: 'nobody compares the logs of a till that opens a session',
    edits: [
      {
        file: 'shared/sync/session.ts',
        find: "if (forked) return { verdict: 'fork', lost: false };",
        replace: 'void forked;',
      },
      {
        file: 'electron/sync/line.ts',
        find: 'return stored.seq > 0 && ours?.hash !== stored.hash;',
        replace: 'return ours === null;',
      },
    ],
    focus: ['restored'],
    within: 40,
  },
  {
    name: 'witness-not-asked',
    mistake: 'a database put back from a backup is believed until the centre is heard',
    edits: [
      {
        file: 'electron/opening.ts',
        find: 'return event?.hash !== seen.head && store.head().epoch <= seen.epoch;',
        replace: 'return event === null;',
      },
    ],
    focus: ['restored', 'offline'],
    within: 300,
  },
  {
    name: 'copy-spends',
    mistake: 'a till that may be a copy goes on spending',
    edits: [
      {
        file: 'shared/visit/present.ts',
        find: "if (here.state === 'restricted') return { code: 'RESTRICTED' };",
        replace: '',
      },
      {
        file: 'shared/visit/ask-programs.ts',
        find: "const mayExchange = here.state === 'sound' && (unit === null || !isOff(unit, here));",
        replace: 'const mayExchange = unit === null || !isOff(unit, here);',
      },
    ],
    focus: ['restored', 'offline'],
    within: 300,
  },
  {
    name: 'nothing-suspended',
    mistake: 'a till that started over goes on with what it held before',
    edits: [
      {
        file: 'shared/sync/reconcile.ts',
        find: '...released, ...suspensions];',
        replace: '...released, ...suspensions.slice(0, 0)];',
      },
    ],
    focus: ['restored', 'offline'],
    within: 300,
  },
  {
    name: 'suspended-too-early',
    mistake: 'what the till held is suspended before it said again what it had sold',
    edits: [
      {
        file: 'shared/sync/reconcile.ts',
        find: 'const { kept, dropped } = sayAgain(ours, purse, histories);',
        replace: `const held = purse.everything();
  for (const { holder, unit, parts } of held)
    purse.apply(
      parts.map(({ lot, amount }) => ({ holder, unit, lot, drawer: writer, amount: -amount })),
      writer,
    );
  const { kept, dropped } = sayAgain(ours, purse, histories);`,
      },
      {
        file: 'shared/sync/reconcile.ts',
        find: 'purse.everything().map(({ holder, unit, parts }): Told => {',
        replace: 'held.map(({ holder, unit, parts }): Told => {',
      },
      {
        file: 'shared/sync/reconcile.ts',
        find: '{ fact: started, time: now }, ...kept, ...released, ...suspensions];',
        replace: '{ fact: started, time: now }, ...suspensions, ...kept, ...released];',
      },
    ],
    focus: ['cloned', 'restored'],
    within: 200,
  },
  {
    name: 'own-memory-believed',
    mistake: 'a till never sends again what the centre once confirmed',
    edits: [
      {
        file: 'electron/sync/marks.ts',
        find: 'if (mark.seq !== seq || mark.hash !== hash)',
        replace: 'if (mark.seq > seq && mark.hash !== hash)',
      },
    ],
    focus: ['centre-restored'],
    within: 40,
  },
  {
    name: 'risk-without-limit',
    mistake: 'the limits of what a till may risk are not looked at',
    edits: [
      {
        file: 'shared/visit/risk.ts',
        find: 'if (!mayRisk(unit, here) || worthMinor > leftMinor(holder, unit)) return undefined;',
        replace: 'if (!mayRisk(unit, here)) return undefined;',
      },
      {
        file: 'shared/visit/present.ts',
        find: 'return voucherWorth(unit, amount, here) > leftMinor ?',
        replace: 'return voucherWorth(unit, amount, here) < leftMinor - leftMinor ?',
      },
    ],
    focus: ['offline', 'centre-down'],
    within: 300,
  },
  {
    name: 'rest-of-the-float-lost',
    mistake: 'what a till does not keep of an award is not credited to the centre either',
    edits: [
      {
        file: 'shared/visit/keep-float.ts',
        find: 'return [...part(till, amount - given), ...part(centre, given)];',
        replace: 'return [...part(till, amount - given)];',
      },
    ],
    focus: [],
    within: 40,
  },
  {
    name: 'said-twice',
    mistake: 'a sale that stands in the centre’s copy already is said again after starting over',
    edits: [
      {
        file: 'shared/sync/say-again.ts',
        find: "fact.type === 'SaleRecorded' && before.sale(fact.body.saleId) ? [fact.body.saleId] : [],",
        replace:
          "fact.type === 'SaleRecorded' && !before.sale(fact.body.saleId) && theirs.seq < 0 ? [fact.body.saleId] : [],",
      },
    ],
    focus: ['cloned', 'restored'],
    within: 300,
  },
  {
    name: 'debt-paid-by-two',
    mistake: 'a till repays what stands at the centre as well',
    edits: [
      {
        file: 'shared/visit/repay-debts.ts',
        find: 'owed.filter(({ drawer }) => drawer === till).sort(',
        replace: '[...owed].sort(',
      },
    ],
    focus: ['storm'],
    within: 60,
  },
  {
    name: 'debt-kept',
    mistake: 'a till keeps what members owe it, though the centre answers',
    edits: [
      {
        file: 'shared/sync/hand-over-debts.ts',
        find: "state === 'sound'",
        replace: "state === 'retired'",
      },
    ],
    focus: ['offline'],
    within: 60,
  },
  {
    name: 'parts-rounded-alone',
    mistake: 'each refund rounds what it asks back by itself',
    edits: [
      {
        file: 'shared/visit/reverse-unit.ts',
        find: 'hand.claw(clawedSoFar(award, then) - clawedSoFar(award, share));',
        replace: 'hand.claw(Math.floor((award * (then.reversedMinor - at)) / totalMinor));',
      },
    ],
    focus: ['offline'],
    within: 60,
  },
  ...valueMutants,
  ...memberMutants,
];
