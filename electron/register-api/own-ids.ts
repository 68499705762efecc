import type { Machine } from '#shared/base/machine.ts';
import type { RecordId } from '#shared/ledger/record-id.ts';

/**
 * The id in the ledger of what a register calls `id`. A register chooses its ids among its own: two beside two tills of a chain both begin
 * with `sale-000001`, and in the ledger these are two. The same register gets the same again. Up to 53 letters.
 */
export const recordIdOf = (writer: string, id: string, sha256: Machine['sha256']): RecordId =>
  `${id.slice(0, 36)}-${sha256(`${writer} ${id}`).slice(0, 16)}`;
