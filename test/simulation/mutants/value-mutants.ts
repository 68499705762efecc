import type { Edit, Mutant } from './mutant.ts';

const reverseSale = 'shared/visit/reverse-sale.ts';
const giftCards = 'shared/visit/gift-cards.ts';
const reverseGift = 'shared/visit/reverse-gift.ts';

/** The last net under every other mistake: without it they show what they do. */
export const notOverdrawn: Edit = {
  file: 'electron/store/append.ts',
  find: 'assert(heldIn(holder, unit, lot) >= 0, `${holder} does not go below zero in ${unit}`);',
  replace: 'void holder;',
};

/** Ways to break what gift cards, limited coupons, refunds elsewhere and tills that were given up rely on. */
export const valueMutants: readonly Mutant[] = [
  {
    name: 'uses-never-leased',
    mistake: 'a limited coupon is used wherever a use lies, and nobody looks whether this drawer has one',
    edits: [
      {
        file: 'shared/visit/campaign-left.ts',
        find: 'lots.filter(({ drawer }) => drawer === till),',
        replace: "lots.filter(({ drawer }) => !drawer.includes(':') && till !== ''),",
      },
      notOverdrawn,
    ],
    focus: ['offline'],
    within: 40,
  },
  {
    name: 'gift-card-anywhere',
    mistake: 'a gift card pays with what lies in whatever drawer',
    edits: [
      {
        file: giftCards,
        find: 'hereMinor: sumOf(good.filter(({ drawer }) => drawer === here.till)),',
        replace: 'hereMinor: sumOf(good),',
      },
      {
        file: giftCards,
        find: 'lots.filter(({ drawer }) => drawer === here.till);',
        replace: 'lots;',
      },
      {
        file: giftCards,
        find: 'if (good.some(({ drawer }) => drawer === here.till)) return undefined;',
        replace: 'if (good.length > 0) return undefined;',
      },
      notOverdrawn,
    ],
    focus: ['offline'],
    within: 40,
  },
  {
    name: 'load-taken-back-twice',
    mistake: 'money for a gift card goes back although the card was spent',
    edits: [
      { file: reverseGift, find: 'short ||= here < amount;', replace: 'short ||= amount < 0;' },
      notOverdrawn,
    ],
    focus: [],
    within: 120,
  },
  {
    name: 'card-refilled-from-the-start',
    mistake: 'each part of a refund gives a gift card back what earlier parts gave already',
    edits: [
      {
        file: reverseGift,
        find: 'const from = givenSoFar(whole, shareBeforeVouchers(sale, fromMinor));',
        replace: 'const from = givenSoFar(whole, shareBeforeVouchers(sale, fromMinor - fromMinor));',
      },
    ],
    focus: [],
    within: 200,
  },
  {
    name: 'refunded-by-two',
    mistake: 'a till that did not sell opens the right to refund by itself',
    edits: [
      {
        file: reverseSale,
        find: 'if (!right.opened && sale.till !== till)',
        replace: "if (!right.opened && sale.till === '')",
      },
      {
        file: reverseSale,
        find: 'const [away] = right.elsewhere;',
        replace: 'const [away] = right.opened ? right.elsewhere : [];',
      },
    ],
    focus: ['offline'],
    within: 200,
  },
  {
    name: 'provisional-forgotten',
    mistake: 'the centre never settles what tills refunded at a risk',
    edits: [
      {
        file: 'shared/sync/settle-reversal.ts',
        find: '(right.elsewhereMinor > 0 ||',
        replace: '(right.elsewhereMinor >= 0 ||',
      },
    ],
    focus: ['offline'],
    within: 120,
  },
  {
    name: 'forgotten-grants-stay-forgotten',
    mistake: 'a restored centre does not write down again what it granted, and grants it once more',
    edits: [
      {
        file: 'shared/sync/barrier.ts',
        find: 'return forgotten.filter(',
        replace: 'return forgotten.slice(0, 0).filter(',
      },
    ],
    focus: ['centre-restored'],
    within: 40,
  },
  {
    name: 'handed-out-twice-unnamed',
    mistake: 'what a till that was given up had, and was granted again, is a risk of nobody',
    edits: [
      {
        file: 'shared/sync/barrier.ts',
        find: 'return lost ? [found, again, writtenOff] : [found, again];',
        replace: 'return [];',
      },
    ],
    focus: ['excluded', 'centre-restored'],
    within: 200,
  },
  {
    name: 'claw-back-forgotten',
    mistake: 'a till that starts over lets go of a claw-back that its drawer does not cover any more',
    edits: [
      {
        file: 'shared/sync/say-again.ts',
        find: "case 'ValueClawedBack': {",
        replace: "case 'ValueClawedBack': {\n      if (purse) return [];",
      },
    ],
    focus: ['excluded', 'centre-restored'],
    within: 200,
  },
  {
    name: 'refund-known-by-its-sale',
    mistake: 'a till that starts over takes a refund for known because the centre knows the sale',
    edits: [
      {
        file: 'shared/sync/say-again.ts',
        find: 'return refundedTwice.has(fact.body.reversalId);',
        replace: 'return isOf(twice, fact) || refundedTwice.has(fact.body.reversalId);',
      },
    ],
    focus: ['excluded', 'centre-restored'],
    within: 300,
  },
  {
    name: 'refund-rounded-half-up',
    mistake: 'each refund rounds what it asks back half up, by itself',
    edits: [
      {
        file: 'shared/visit/reverse-unit.ts',
        find: 'hand.claw(clawedSoFar(award, then) - clawedSoFar(award, share));',
        replace: 'hand.claw(Math.round((award * (then.reversedMinor - at)) / totalMinor));',
      },
    ],
    focus: ['offline'],
    within: 200,
  },
  {
    name: 'epoch-dropped',
    mistake: 'a till that starts over goes on under the epoch of its other life',
    edits: [
      {
        file: 'electron/store/start-over.ts',
        find: "standing.keep({ epoch, state: 'sound' });",
        replace: "standing.keep({ state: 'sound' });",
      },
    ],
    focus: ['cloned', 'restored'],
    within: 60,
  },
];
