import { z } from 'zod';
import { OperatorId } from '../ledger/decision.ts';
import { Writer } from '../ledger/drawer.ts';
import { Holder } from '../ledger/holder.ts';
import { Unit } from '../ledger/posting.ts';
import { RecordId } from '../ledger/record-id.ts';
import { Currency } from '../money/money.ts';

/**
 * What waits for the owner. `risk`: a till let a customer have what nobody could cover yet. `twice`: a restored centre granted again what
 * a till that was given up had. `suspense`: value that a copied till held, which it may have spent in its other life. `refund`: a refund that was settled with a loss. `stranded-refund`: one that waits
 * for the right to it, which a till had that was revoked. `set-aside`: what a till said and that would have taken more than it had.
 */
export const ConflictKind = z.enum(['risk', 'twice', 'suspense', 'refund', 'stranded-refund', 'set-aside']);

/** One thing in the inbox. */
export const Conflict = z.object({
  id: z.string(),
  kind: ConflictKind,
  till: z.string().nullable(),
  tillName: z.string().nullable(),
  holder: Holder.nullable(),
  unit: Unit.nullable(),
  amount: z.int(),
  /** What it costs if it is lost, in minor units; null when nobody can say. */
  moneyMinor: z.int().nullable(),
  currency: Currency.nullable(),
});
export type Conflict = z.infer<typeof Conflict>;

/** The number of the event that a conflict of the kind `set-aside` is about: its id is the till and that number. */
export const seqOfSetAside = (id: string): number => Number(id.slice(id.lastIndexOf(' ') + 1));

/** Value of one holder that lies in suspense. */
const suspended = { till: Writer, holder: Holder, unit: Unit, by: OperatorId };

/** `POST /api/decisions`: what the owner decides. */
export const OwnerDecision = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('revoke-till'),
    till: Writer,
    because: z.enum(['lost', 'stolen', 'broken', 'retired']),
    by: OperatorId,
  }),
  /** Do not wait for this till after a restore of the centre. It is waited for again once it came back. */
  z.object({ kind: z.literal('exclude-till'), till: Writer, by: OperatorId }),
  z.object({ kind: z.literal('release-suspense'), ...suspended }),
  z.object({ kind: z.literal('write-off-suspense'), ...suspended }),
  z.object({ kind: z.literal('write-off-risk'), riskId: RecordId, by: OperatorId }),
  /** A loss that cannot be undone was seen. */
  z.object({ kind: z.literal('close-refund'), reversalId: RecordId, by: OperatorId }),
  /** The till that had the right to this refund will never give it: the centre opens it, and settles. */
  z.object({ kind: z.literal('settle-refund'), reversalId: RecordId, by: OperatorId }),
  /** An event that counts for nothing was seen. */
  z.object({ kind: z.literal('close-set-aside'), till: Writer, seq: z.int().positive(), by: OperatorId }),
]);
export type OwnerDecision = z.infer<typeof OwnerDecision>;

/** Why a decision was not carried out: what it speaks of is not there, or not any more. */
export const OwnerRefusal = z.object({ code: z.enum(['TILL_UNKNOWN', 'NOTHING_THERE']) });
export type OwnerRefusal = z.infer<typeof OwnerRefusal>;

/** `POST /api/pairing-codes`: for one new till, good for a day. */
export const NewPairingCode = z.object({ code: z.string() });
