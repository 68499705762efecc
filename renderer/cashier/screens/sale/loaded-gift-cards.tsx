import type { OutcomeView } from '#shared/api/checkout.api.ts';
import { formatDay } from '#shared/base/language.ts';
import { lotExpiry } from '#shared/ledger/posting.ts';
import { formatMoney } from '#shared/money/format-money.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { JobPaper } from '../../papers/job-paper.tsx';
import './outcome.css';

/** The gift cards that were sold or loaded, each with the picture of its paper. */
export function LoadedGiftCards({ loaded }: { loaded: OutcomeView['loaded'] }) {
  const { say, language, currency } = useTexts();
  const money = (minor: number) => formatMoney({ minor, currency }, language);
  return loaded.map(({ tail, amount, balanceMinor, lot, jobId }) => {
    const expiryDay = lotExpiry(lot);
    return (
      <Panel key={tail} title={say('outcome.loaded', { tail, amount: money(amount) })}>
        <p className="promise">{say('outcome.loaded.balance', { amount: money(balanceMinor) })}</p>
        <p className="aside">
          {expiryDay
            ? say('voucher.validUntil', { day: formatDay(expiryDay, language) })
            : say('voucher.noEnd')}
        </p>
        {jobId ? <JobPaper jobId={jobId}>{null}</JobPaper> : <p>{say('outcome.no-printer')}</p>}
      </Panel>
    );
  });
}
