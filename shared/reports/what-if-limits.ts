/** What no replay can know, whatever is asked: each has a sentence. */
const always = ['behaviour', 'chosen', 'lines', 'rules', 'refunds', 'promised'] as const;

/** What it cannot know of some kinds of programs. */
const ofKind: Readonly<Record<string, string>> = {
  benefits: 'chosen-kind',
  coupons: 'coupons',
  'gift-cards': 'gift-cards',
  membership: 'membership',
  occasions: 'occasions',
  referral: 'referral',
  rewards: 'chosen-kind',
};

/** The names of the sentences that say how far a replay of a changed program of this kind goes. `alone`: a till without a centre. */
export const limitsOf = (type: string, alone: boolean): string[] => [
  ...(ofKind[type] === undefined ? [] : [ofKind[type]]),
  ...always,
  ...(alone ? [] : ['other-tills']),
];
