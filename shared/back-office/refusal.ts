import type { ReservationRefusal } from '../visit/reserve.ts';
import type { AdjustmentRefusal } from './adjust-value.ts';
import type { BatchRefusal } from './plan-batch.ts';
import type { CardRefusal } from './block-card.ts';
import type { ErasureRefusal } from './erase-member.ts';
import type { ProgramRefusal } from './configure-program.ts';
import type { LogoRefusal } from './logo-refusal.ts';
import type { RuleRefusal } from './change-rules.ts';
import type { MergeRefusal } from './merge-members.ts';

/** Everything the back office, and whoever sets value aside, may be told no to. Each has a sentence under `refusal.<code>`. */
export type BackOfficeRefusal =
  | AdjustmentRefusal
  | BatchRefusal
  | CardRefusal
  | ErasureRefusal
  | LogoRefusal
  | MergeRefusal
  | ProgramRefusal
  | RuleRefusal
  | ReservationRefusal;

/** The codes by name, so that a test can demand a sentence for each. The compiler keeps it complete. */
export const backOfficeRefusalCodes = Object.keys({
  ADJUSTMENT_EXPIRED: 0,
  ADJUSTMENT_SHORT: 0,
  ADJUSTS_NOTHING: 0,
  BATCH_ENDS_BEFORE: 0,
  BATCH_OVER_ALREADY: 0,
  CARD_ALREADY_BLOCKED: 0,
  CARD_NOT_BLOCKED: 0,
  CARD_UNKNOWN: 0,
  COUPON_UNKNOWN: 0,
  LIMIT_LOWERED: 0,
  LOGO_EMPTY: 0,
  LOGO_NOT_A_PNG: 0,
  LOGO_TOO_LARGE: 0,
  LOGO_TOO_LONG: 0,
  LOGO_TOO_SMALL: 0,
  MEMBER_ALREADY_ERASED: 0,
  MEMBER_UNKNOWN: 0,
  MEMBERS_ARE_ONE: 0,
  MEMBERS_ARE_TWO: 0,
  NOTE_MISSING: 0,
  PROGRAM_CHANGED: 0,
  PROGRAM_ID_WRONG: 0,
  PROGRAM_KIND_UNKNOWN: 0,
  PROGRAM_SETUP_WRONG: 0,
  RESERVATION_GONE: 0,
  RESERVATION_SHORT: 0,
  RULE_CHANGED: 0,
  RULE_UNKNOWN: 0,
} satisfies Record<BackOfficeRefusal['code'], 0>);
