import type { BusinessTime } from '../base/business-time.ts';
import type { Machine } from '../base/machine.ts';
import { hybridNext, hybridZero, type HybridTime } from '../base/hybrid-clock.ts';
import { bodyText, hashedText, noHash, type Envelope } from './envelope.ts';
import type { Fact } from './events.ts';

/** Where a log ends: what the next envelope must follow. */
export interface Head {
  writer: string;
  epoch: number;
  seq: number;
  hash: string;
  hlc: HybridTime;
}

/** The head of a log with nothing in it. */
export const emptyHead = (writer: string, epoch = 1): Head => ({
  writer,
  epoch,
  seq: 0,
  hash: noHash,
  hlc: hybridZero,
});

/** The head of a log that ends with this envelope. */
export const headAt = ({ writer, epoch, seq, hash, hlc }: Envelope): Head => ({
  writer,
  epoch,
  seq,
  hash,
  hlc,
});

/** Writes facts down after `head`: numbered, stamped with the moment they were decided, each holding the hash of the one before. */
export function link(
  facts: readonly Fact[],
  head: Head,
  { atMs: at, day }: BusinessTime,
  sha256: Machine['sha256'],
): Envelope[] {
  let { seq, hash, hlc } = head;
  return facts.map((fact) => {
    seq += 1;
    hlc = hybridNext(hlc, at);
    const bare = {
      writer: head.writer,
      epoch: head.epoch,
      seq,
      hlc,
      at,
      day,
      type: fact.type,
      ...bodyText(fact),
      prev: hash,
    };
    hash = sha256(hashedText(bare));
    return { ...bare, hash };
  });
}

/** What is wrong with a stretch of one writer's log. `seq` is where. */
export type ChainFault = {
  seq: number;
  fault: 'GAP' | 'BROKEN_LINK' | 'WRONG_HASH' | 'FOREIGN_WRITER' | 'EPOCH_BACK';
};

/** The first fault in envelopes that should follow `head`, or undefined when the stretch is whole. */
export function findFault(
  envelopes: readonly Envelope[],
  head: Pick<Head, 'writer' | 'epoch' | 'seq' | 'hash'>,
  sha256: Machine['sha256'],
): ChainFault | undefined {
  let { seq, hash, epoch } = head;
  for (const envelope of envelopes) {
    const at = { seq: envelope.seq };
    if (envelope.writer !== head.writer) return { ...at, fault: 'FOREIGN_WRITER' };
    if (envelope.epoch < epoch) return { ...at, fault: 'EPOCH_BACK' };
    if (envelope.seq !== seq + 1) return { ...at, fault: 'GAP' };
    if (envelope.prev !== hash) return { ...at, fault: 'BROKEN_LINK' };
    if (sha256(hashedText(envelope)) !== envelope.hash) return { ...at, fault: 'WRONG_HASH' };
    ({ seq, hash, epoch } = envelope);
  }
  return undefined;
}
