import type { Mutant } from './mutant.ts';
import { notOverdrawn } from './value-mutants.ts';

const claims = 'shared/visit/claims.ts';

/** Ways to break what late claims, places, memberships, friends, limits, merged members, erasure and lost cards rely on. */
export const memberMutants: readonly Mutant[] = [
  {
    name: 'claimed-twice',
    mistake: 'a receipt is credited wherever it is shown, and nobody looks whether this drawer has it',
    edits: [
      {
        file: claims,
        find: 'amount > 0 && drawer === till);',
        replace: "amount > 0 && till !== '' && drawer !== '');",
      },
      notOverdrawn,
    ],
    focus: ['late-claims', 'offline'],
    within: 60,
  },
  {
    name: 'places-over-quota',
    mistake: 'a till that has no place left gives one all the same, as long as it heard of one elsewhere',
    edits: [
      {
        file: 'shared/visit/places.ts',
        find: "if (code === 'LEFT') return null;",
        replace: "if (code !== 'USED_UP') return null;",
      },
    ],
    focus: ['places', 'offline'],
    within: 60,
  },
  {
    name: 'friend-rewarded-again',
    mistake: 'each sale to a friend brings what the first one brought',
    edits: [
      {
        file: 'shared/programs/referral/referral.program.ts',
        find: '!sent || sent.rewarded || sent.programId',
        replace: '!sent || sent.programId',
      },
    ],
    focus: ['referral'],
    within: 30,
  },
  {
    name: 'other-card-keeps-it',
    mistake: 'what lies under the other card of a member is used, and stays there',
    edits: [
      {
        file: 'shared/ledger/events/value-joined.event.ts',
        find: 'transferParts(walletHolder(from), walletHolder(into)',
        replace: "transferParts(from === into ? walletHolder(from) : 'house:issued', walletHolder(into)",
      },
    ],
    focus: ['merges'],
    within: 60,
  },
  {
    name: 'merged-member-pays',
    mistake:
      'what comes back is taken from the wallet as which the customer counts today, and not from the one that earned it',
    edits: [
      {
        file: 'electron/api/reversal-case.ts',
        find: 'return { sale: { ...sale, redeemed }, soldAtMs: first.at };',
        replace:
          'const walletId = sale.walletId && store.look.mainOf(sale.walletId);\n  return { sale: { ...sale, walletId, redeemed }, soldAtMs: first.at };',
      },
    ],
    focus: ['merges'],
    within: 200,
  },
  {
    name: 'membership-back-anywhere',
    mistake: 'a membership is paid back at every till that did not hear that it was',
    edits: [
      {
        file: 'shared/visit/membership.ts',
        find: 'if (term.writer !== here.till) {',
        replace: "if (term.writer === '') {",
      },
    ],
    focus: ['membership', 'offline'],
    within: 200,
  },
  {
    name: 'erasure-not-heard',
    mistake: 'a till that hears that a member was erased keeps what it knows of them',
    edits: [
      {
        file: 'electron/store/store.ts',
        find: '        profiles.forget(changes.flatMap(erasedIn));\n',
        replace: '        changes.flatMap(erasedIn);\n',
      },
    ],
    focus: ['erasure'],
    within: 60,
  },
  {
    name: 'lost-card-opens',
    mistake: 'a blocked card opens its wallet',
    edits: [
      {
        file: 'shared/visit/present.ts',
        find: "if (card?.blocked) return refuse({ code: 'CARD_BLOCKED', tail });",
        replace: '',
      },
      {
        file: 'shared/visit/record-sale.ts',
        find: 'if (member?.cardId && here.look.card(member.cardId)?.blocked)',
        replace: 'if (member === undefined)',
      },
    ],
    focus: ['cards'],
    within: 60,
  },
  {
    name: 'limit-forgotten',
    mistake: 'what was given before does not count towards a limit',
    edits: [
      {
        file: 'shared/programs/caps.ts',
        find: 'room: Math.max(0, limit - used) };',
        replace: 'room: Math.max(limit, used - used) };',
      },
    ],
    focus: ['caps'],
    within: 30,
  },
];
