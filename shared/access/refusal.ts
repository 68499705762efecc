/** Why somebody is not let in, may not do something alone, or may not be set up so. Each has a sentence under `refusal.<code>`. */
export type AccessRefusal =
  | { code: 'ABOVE_LIMIT'; amountMinor: number; limitMinor: number }
  | { code: 'ADJUSTS_MUCH'; amount: number; limit: number }
  | { code: 'AMOUNT_NOT_KNOWN' }
  | { code: 'APPROVAL_GONE' }
  | { code: 'BADGE_TAKEN' }
  | { code: 'BADGE_UNKNOWN' }
  | { code: 'BADGES_LOCKED_OUT'; untilAtMs: number }
  | { code: 'CARD_AGAIN'; minutes: number }
  | { code: 'EARNED_MUCH'; points: number }
  | { code: 'GIVES_MANY'; amount: number; limit: number }
  | { code: 'LAST_OWNER' }
  | { code: 'LOCKED_OUT'; untilAtMs: number }
  | { code: 'MAY_NOT_APPROVE' }
  | { code: 'NAME_MISSING' }
  | { code: 'NOBODY_AT_COUNTER' }
  | { code: 'NOT_ABOVE_YOURSELF' }
  | { code: 'OWN_CARD' }
  | { code: 'PIN_NOT_DIGITS' }
  | { code: 'PIN_TOO_EASY' }
  | { code: 'PIN_WRONG' }
  | { code: 'ROLE_MAY_NOT' }
  | { code: 'ROLE_NOT_ALONE' }
  | { code: 'SECOND_PERSON' }
  | { code: 'STAFF_NOT_HEARD' }
  | { code: 'STAFF_UNKNOWN' }
  | { code: 'VISITS_MANY'; visits: number };

/** The codes by name, so that a test can demand a sentence for each. The compiler keeps it complete. */
export const accessRefusalCodes = Object.keys({
  ABOVE_LIMIT: 0,
  ADJUSTS_MUCH: 0,
  AMOUNT_NOT_KNOWN: 0,
  APPROVAL_GONE: 0,
  BADGE_TAKEN: 0,
  BADGE_UNKNOWN: 0,
  BADGES_LOCKED_OUT: 0,
  CARD_AGAIN: 0,
  EARNED_MUCH: 0,
  GIVES_MANY: 0,
  LAST_OWNER: 0,
  LOCKED_OUT: 0,
  MAY_NOT_APPROVE: 0,
  NAME_MISSING: 0,
  NOBODY_AT_COUNTER: 0,
  NOT_ABOVE_YOURSELF: 0,
  OWN_CARD: 0,
  PIN_NOT_DIGITS: 0,
  PIN_TOO_EASY: 0,
  PIN_WRONG: 0,
  ROLE_MAY_NOT: 0,
  ROLE_NOT_ALONE: 0,
  SECOND_PERSON: 0,
  STAFF_NOT_HEARD: 0,
  STAFF_UNKNOWN: 0,
  VISITS_MANY: 0,
} satisfies Record<AccessRefusal['code'], 0>);
