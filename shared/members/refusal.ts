import type { PersonRefusal } from './read-person.ts';

/** Why a member is not enrolled, changed or found. Each has a sentence under `refusal.<code>`. */
export type MemberRefusal =
  | PersonRefusal
  | { code: 'MEMBER_ALREADY_ERASED' }
  | { code: 'MEMBER_UNKNOWN' }
  /** Somebody else has this number or this address: perhaps it is the same person. */
  | { code: 'PERSON_KNOWN' }
  /** Whoever is said to have sent them has the same number or address. */
  | { code: 'REFERRAL_SAME_HOUSEHOLD' };

/** The codes by name, so that a test can demand a sentence for each. The compiler keeps it complete. */
export const memberRefusalCodes = Object.keys({
  BIRTHDAY_NOT_A_DAY: 0,
  EMAIL_NOT_AN_ADDRESS: 0,
  MEMBER_ALREADY_ERASED: 0,
  MEMBER_UNKNOWN: 0,
  PERSON_KNOWN: 0,
  REFERRAL_SAME_HOUSEHOLD: 0,
  PHONE_NOT_A_NUMBER: 0,
} satisfies Record<MemberRefusal['code'], 0>);
