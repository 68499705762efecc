import { useEffect, useState } from 'react';
import { errorCodeOf, type ErrorCode } from '#shared/api/channel.ts';
import type { HistoryLineView, TraceLine } from '#shared/api/history.api.ts';
import { formatWhen, tillWords } from '#shared/api/sentences.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { useCounter } from '../use-counter.ts';

/** Everything that the ledger says of one moment, word for word: for whoever looks into what went wrong. */
export function HistoryTrace({ walletId, line }: { walletId: string; line: HistoryLineView }) {
  const { say, language } = useTexts();
  const { till } = useCounter();
  const [trace, show] = useState<readonly TraceLine[]>();
  const [failed, fail] = useState<ErrorCode>();
  const { place, saleId } = line;
  useEffect(() => {
    till
      .call('history.trace', { walletId, place, saleId })
      .then(show, (thrown: unknown) => fail(errorCodeOf(thrown)));
  }, [till, walletId, place, saleId]);
  if (failed) return <p role="alert">{say(`error.${failed}`)}</p>;
  if (!trace) return <p className="aside">{say('history.reading')}</p>;
  if (trace.length === 0) return <p className="aside">{say('history.trace.none')}</p>;
  return (
    <ol className="history-trace">
      {trace.map((one) => (
        <li key={one.hash}>
          <details>
            <summary>
              {one.type} · {one.place.seq} · {formatWhen(one.atMs, language)} · {tillWords(one.tillName, say)}
            </summary>
            <pre>{one.body}</pre>
            <p className="aside">{say('history.trace.hash', { hash: one.hash })}</p>
          </details>
        </li>
      ))}
    </ol>
  );
}
