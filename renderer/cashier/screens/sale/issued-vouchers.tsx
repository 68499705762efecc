import type { OutcomeView } from '#shared/api/checkout.api.ts';
import { promiseOf } from '#shared/print/documents/voucher.document.ts';
import { reasonSentence } from '#shared/api/sentences.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { JobPaper, JobWords } from '../../papers/job-paper.tsx';
import './outcome.css';

/** The vouchers that a sale brought: one with the picture of its paper, several as a list, each with how its printing goes. */
export function IssuedVouchers({ issued }: { issued: OutcomeView['issued'] }) {
  const speech = useTexts();
  const { say, language, currency } = speech;
  const [first] = issued;
  if (!first) return null;
  // A large sale brings many for the same reason, which is said once.
  const reasons = new Set(
    issued.map(({ reason, pointsOf }) => reasonSentence(reason, speech, currency, pointsOf)),
  );
  const why = [...reasons].map((sentence) => (
    <p key={sentence} className="aside">
      {sentence}
    </p>
  ));
  if (issued.length === 1)
    return (
      <Panel title={say('outcome.issued', { promise: promiseOf(first, language) })}>
        {first.jobId ? <JobPaper jobId={first.jobId}>{why}</JobPaper> : <p>{say('outcome.no-printer')}</p>}
      </Panel>
    );
  return (
    <Panel title={say('outcome.vouchers', { count: issued.length })}>
      {why}
      <ul className="issued">
        {issued.map((voucher) => (
          <li key={voucher.voucherId}>
            <p className="promise">{promiseOf(voucher, language)}</p>
            {voucher.jobId ? <JobWords jobId={voucher.jobId} /> : <p>{say('outcome.no-printer')}</p>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
