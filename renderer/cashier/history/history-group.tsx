import { FileSearch, Printer, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { HistoryLineView } from '#shared/api/history.api.ts';
import { historyReasons } from '#shared/api/history-reasons.ts';
import { formatWhen, tillWords } from '#shared/api/sentences.ts';
import { formatMoney } from '#shared/money/format-money.ts';
import { useLive } from '../../client/live.ts';
import { useTexts, type Texts } from '../../texts/use-texts.tsx';
import { valueWords } from '#shared/api/value-words.ts';
import { Button } from '../../ui/button.tsx';
import { JobPaper } from '../papers/job-paper.tsx';
import { useAttempt } from '../use-attempt.ts';
import { useCounter } from '../use-counter.ts';
import { HistoryTrace } from './history-trace.tsx';

/** What happened at one moment, line by line, and what can be done about it. */
export function HistoryGroup({ walletId, lines }: { walletId: string; lines: readonly HistoryLineView[] }) {
  const texts = useTexts();
  const { say, language, currency } = texts;
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
  // As it went: the sale first, then what came of it.
  const asItWent = lines.toReversed();
  const reasons = historyReasons(asItWent, texts, currency);
  const printAgain = () =>
    attempt(async () => show((await till.call('print.again', { jobId: jobId ?? '' })).jobId));
  return (
    <li className="history-group">
      <p className="aside">
        {formatWhen(first.atMs, language)} · {tillWords(first.tillName, say)}
      </p>
      <ul>
        {asItWent.map((line, index) => (
          <Line key={line.place.seq} line={line} why={reasons[index] ?? ''} texts={texts} />
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

/** One thing that happened, and `why`; empty where that is said already. */
function Line({ line, why, texts }: { line: HistoryLineView; why: string; texts: Texts }) {
  const { say, language, currency } = texts;
  const { what, money, moved, note, paidWithMinor, who } = line;
  const because = [
    ...[why, note].filter((said) => said !== ''),
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
