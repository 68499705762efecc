import { canonicalJson } from '../base/canonical-json.ts';
import type { Reason } from '../ledger/reason.ts';
import type { HistoryLineView } from './history.api.ts';
import { reasonSentence, type Speech } from './sentences.ts';

type Moved = Pick<HistoryLineView, 'moved' | 'reason'>;

/**
 * Why the lines of one moment moved, sentence by sentence in their order; empty where there is no reason, and where the line before says
 * the very same. What a voucher was made of stands beside it: points that no line of its own names are those of a line with the same reason.
 */
export function historyReasons(moment: readonly Moved[], speech: Speech, currency: string): string[] {
  const sentences = moment.map(({ moved, reason }) => {
    if (!reason) return '';
    const beside = () => moment.find((other) => pointsIn(other) && isAlike(other.reason, reason));
    return reasonSentence(reason, speech, currency, pointsIn({ moved }) ?? pointsIn(beside()));
  });
  return sentences.map((sentence, place) => (sentence === sentences[place - 1] ? '' : sentence));
}

/** The unit of the points that moved with a line, if any did. */
const pointsIn = (line: Pick<Moved, 'moved'> | undefined): string | undefined =>
  line?.moved.find(({ unit }) => unit.startsWith('points:'))?.unit;

const isAlike = (one: Reason | null, other: Reason): boolean =>
  one !== null && canonicalJson(one) === canonicalJson(other);
