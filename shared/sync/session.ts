import type { Mark, OpenSession, Verdict } from './protocol.ts';

/** What the centre knows of a till when it knocks. */
export interface KnownTill {
  state: 'active' | 'revoked' | 'excluded';
  /** The epoch of the last event we hold, and where the log ends here. */
  epoch: number;
  stored: Mark;
  /** The newest generation under which we knew its whole log. */
  checkedIn: number;
  /** The highest epoch we ever gave it. */
  epochGiven: number;
  /** The hash we hold under the number of the till's head; null when we hold none. */
  hashAtHead: string | null;
  /** The hash we hold under the number of the till's acked mark; null when we hold none. */
  hashAtAcked: string | null;
}

/** `lost`: we confirmed what we do not hold, so we were restored from a backup, and nobody noticed until now. */
export interface Judgement {
  verdict: Verdict | 'unknown';
  lost: boolean;
}

/** The hash before every log, which nobody has to look up. */
const atStart = (seq: number, hash: string | null): string | null => (seq === 0 ? '0'.repeat(64) : hash);

/**
 * Whether the till and we tell the same story. A head beyond ours is taken on trust here: the first upload must follow the last
 * event that we hold, or it is refused as a fork.
 */
export function judgeSession(
  known: KnownTill | undefined,
  { epoch, head, acked, generation }: Pick<OpenSession, 'epoch' | 'head' | 'acked' | 'generation'>,
  centreGeneration: number,
): Judgement {
  if (!known) return { verdict: 'unknown', lost: false };
  if (known.state === 'revoked') return { verdict: 'retired', lost: false };
  const { stored } = known;
  // What a till given up after a restore held was taken back and may lie elsewhere by now: it starts over behind our copy.
  const givenUp = known.state === 'excluded' && known.checkedIn < centreGeneration && epoch <= known.epoch;
  const forked =
    givenUp ||
    epoch < known.epoch ||
    // We may have given it and forgotten, if we forgot what was confirmed under it as well.
    (epoch > Math.max(known.epoch, known.epochGiven) && acked.seq <= stored.seq) ||
    head.seq < stored.seq ||
    (head.seq === stored.seq && atStart(head.seq, known.hashAtHead) !== head.hash) ||
    (acked.seq <= stored.seq && atStart(acked.seq, known.hashAtAcked) !== acked.hash);
  if (forked) return { verdict: 'fork', lost: false };
  const behind = stored.seq < acked.seq;
  // What a till that had shown its whole log in this generation had confirmed to it, no restore that we know of explains.
  const unexplained = behind && generation === centreGeneration && known.checkedIn === generation;
  const lost = generation > centreGeneration || unexplained;
  return { verdict: behind ? 'resend' : 'ok', lost };
}
