import { FileSearch, Printer, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { HistoryLineView } from '#shared/api/history.api.ts';
import { formatWhen, reasonSentence } from '#shared/api/sentences.ts';
import { formatMoney } from '#shared/money/format-money.ts';
import { useLive } from '../../client/live.ts';
import { useTexts, type Texts } from '../../texts/use-texts.tsx';
import { valueWords } from '../../texts/value-words.ts';
import { Button } from '../../ui/button.tsx';
import { JobPaper } from '../papers/job-paper.tsx';
import { useAttempt } from '../use-attempt.ts';
import { useCounter } from '../use-counter.ts';
import { HistoryTrace } from './history-trace.tsx';

/** What happened at one moment, line by line, and what can be done about it. */
export function HistoryGroup({ walletId, lines }: { walletId: string; lines: readonly HistoryLineView[] }) {
  const texts = useTexts();
  const { say, language } = texts;
  const { till, counter } = useCounter();
  const access = useLive(till.access);
  const { attempt, busy, failed } = useAttempt();
  const [printed, show] = useState<string>();
  const [isTraced, trace] = useState(false);
  const [first] = lines;
  if (!first) return null;
  const sale = lines.find(({ what }) => what === 'SaleRecorded');
  const jobId = lines.find((line) => line.jobId !== null)?.jobId;
  const maySee = !access?.who || access.who.role !== 'cashier';
  const printAgain = () =>
    attempt(async () => show((await till.call('print.again', { jobId: jobId ?? '' })).jobId));
  return (
    <li className="history-group">
      <p className="aside">
        {formatWhen(first.atMs, language)} · {first.tillName}
      </p>
      <ul>
        {/* As it went: the sale first, then what came of it. */}
        {[...lines].reverse().map((line, index, all) => (
          <Line key={line.place.seq} line={line} before={all[index - 1]} texts={texts} />
        ))}
      </ul>
      <div className="history-keys">
        {sale?.saleId && (
          <Button look="quiet" onPress={() => counter.returning.set(sale.saleId ?? undefined)}>
            <Undo2 aria-hidden />
            {say('history.return')}
          </Button>
        )}
        {jobId && (
          <Button look="quiet" isDisabled={busy} onPress={() => void printAgain()}>
            <Printer aria-hidden />
            {say('history.copy')}
          </Button>
        )}
        {maySee && (
          <Button look="quiet" aria-expanded={isTraced} onPress={() => trace(!isTraced)}>
            <FileSearch aria-hidden />
            {say('history.trace')}
          </Button>
        )}
      </div>
      {failed && <p role="alert">{say(`error.${failed}`)}</p>}
      {printed && <JobPaper jobId={printed} />}
      {isTraced && <HistoryTrace walletId={walletId} line={sale ?? first} />}
    </li>
  );
}

/** The unit of the points that moved with it, if any did. */
const pointsIn = (moved: HistoryLineView['moved']): string | undefined =>
  moved.find(({ unit }) => unit.startsWith('points:'))?.unit;

/** One thing that happened. The reason is said once where it is that of the line before, too. */
function Line({
  line,
  before,
  texts,
}: {
  line: HistoryLineView;
  before: HistoryLineView | undefined;
  texts: Texts;
}) {
  const { say, language, currency } = texts;
  const { what, money, moved, reason, note, paidWithMinor, who } = line;
  const because = [
    ...(reason && reason.code !== before?.reason?.code
      ? [reasonSentence(reason, texts, currency, pointsIn(moved))]
      : []),
    ...(note === '' ? [] : [note]),
    ...(who === null ? [] : [say('history.by', { name: who })]),
    ...(money && paidWithMinor > 0
      ? [say('history.paid-with', { amount: formatMoney({ ...money, minor: paidWithMinor }, language) })]
      : []),
  ];
  return (
    <li>
      <span className="history-what">
        <strong>{say(`history.what.${what}`)}</strong>
        {because.length > 0 && <span className="aside">{because.join(' · ')}</span>}
      </span>
      <span className="history-amount">
        {money && <strong>{formatMoney(money, language)}</strong>}
        {moved.map(({ unit, amount, after }) => (
          <span key={unit} data-sign={amount < 0 ? 'spend' : 'gain'}>
            <strong>
              {amount < 0 ? '−' : '+'}
              {valueWords({ unit, amount: Math.abs(amount) }, texts, currency)}
            </strong>
            <span className="aside">
              {say('history.after', { value: valueWords({ unit, amount: after }, texts, currency) })}
            </span>
          </span>
        ))}
      </span>
    </li>
  );
}
