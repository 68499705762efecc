import type { Machine } from '../base/machine.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import { findFault, type ChainFault } from '../ledger/chain.ts';
import type { Envelope } from '../ledger/envelope.ts';
import type { Mark, SyncProblem } from './protocol.ts';

/** Where a log ends that an upload should go on from. */
export interface LogEnd {
  writer: string;
  epoch: number;
  seq: number;
  hash: string;
}

/** Which envelopes of an upload are already stored: those whose hashes `checkUpload` must be shown. */
export const knownOf = (end: LogEnd, envelopes: readonly Envelope[]): Envelope[] =>
  envelopes.filter(({ seq }) => seq <= end.seq);

/**
 * The events of an upload that we do not have yet, proven to follow those we have. `stored` are the marks we hold of those in it
 * that we know: the same number with another content is a fork.
 */
export function checkUpload(
  end: LogEnd,
  stored: readonly Mark[],
  envelopes: readonly Envelope[],
  sha256: Machine['sha256'],
): Result<Envelope[], SyncProblem> {
  const foreign = envelopes.find(({ writer }) => writer !== end.writer);
  if (foreign) return problem('BAD_REQUEST', `Event ${foreign.seq} was written by another till.`);
  const unstorable = envelopes.find((envelope) => !isStorable(envelope));
  if (unstorable)
    return problem('BAD_REQUEST', `Event ${unstorable.seq} holds characters that no text may hold.`);
  const hashes = new Map(stored.map(({ seq, hash }) => [seq, hash]));
  const fresh: Envelope[] = [];
  for (const envelope of envelopes) {
    if (envelope.seq > end.seq) fresh.push(envelope);
    else if (hashes.get(envelope.seq) !== envelope.hash)
      return problem('FORK', `Event ${envelope.seq} of this till is already here with another content.`);
  }
  const fault = findFault(fresh, end, sha256);
  return fault ? problemOf(fault, end) : ok(fresh);
}

/** PostgreSQL keeps no zero characters and no halves of characters; our own tills write neither. */
const isStorable = ({ writer, type, body }: Envelope): boolean =>
  [writer, type, body].every((text) => !text.includes('\0') && text.isWellFormed());

const problem = (code: SyncProblem['code'], text: string) => refuse({ code, text } satisfies SyncProblem);

function problemOf({ fault, seq }: ChainFault, end: LogEnd): Result<never, SyncProblem> {
  const next = end.seq + 1;
  switch (fault) {
    case 'FOREIGN_WRITER':
      return problem('BAD_REQUEST', `Event ${seq} was written by another till.`);
    case 'GAP':
      return problem('GAP', `Event ${seq} cannot be stored: ${next} is the next one that is missing here.`);
    case 'BROKEN_LINK':
      return seq === next && end.seq > 0
        ? problem('FORK', `Event ${seq} does not follow the event ${end.seq} that is stored here.`)
        : problem('BROKEN_CHAIN', `Event ${seq} does not follow the one before it.`);
    case 'WRONG_HASH':
      return problem('BROKEN_CHAIN', `Event ${seq} was changed after it was written.`);
    case 'EPOCH_BACK':
      return problem('BROKEN_CHAIN', `Event ${seq} comes from a copy of this till that was given up.`);
  }
}
