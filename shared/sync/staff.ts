import { z } from 'zod';
import { canonicalJson } from '../base/canonical-json.ts';
import type { Machine } from '../base/machine.ts';
import { mergeStaffRecords, StaffRecord } from '../members/staff-record.ts';

/**
 * Who works in a shop, told between its tills: state, not facts. Each side merges what it is told with what it knows, so saying
 * something twice, late or in another order is harmless. The centre hands it on to tills of the same shop and to nobody else.
 */

/** Most people of one shop in one message, those who left included. */
export const mostStaff = 2_000;

/** `POST /v1/staff`: the digest of all whom this till knows, and those of them whom the centre lacked by its last answer. */
export const TellStaff = z.object({
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  staff: z.array(StaffRecord).max(mostStaff),
});
export type TellStaff = z.infer<typeof TellStaff>;

/**
 * Everybody of the shop as the centre knows them now; null when that is what the till knows already. Beside them how many entries the
 * centre has and cannot read: somebody works there, and whoever hears of nobody must not think that nobody does.
 */
export const ToldStaff = z.object({
  staff: z.array(StaffRecord).max(mostStaff).nullable(),
  unreadable: z.int().nonnegative(),
});
export type ToldStaff = z.infer<typeof ToldStaff>;

/** One text for what is known of these people, in whatever order. */
export const staffDigest = (records: readonly StaffRecord[], sha256: Machine['sha256']): string =>
  sha256(
    canonicalJson(
      records
        .map((record) => mergeStaffRecords(record, record))
        .sort((one, other) => (one.staffId < other.staffId ? -1 : 1)),
    ),
  );
