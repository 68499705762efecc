import type { OutcomeView } from '#shared/api/checkout.api.ts';
import { formatDay } from '#shared/base/language.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { valueWords } from '#shared/api/value-words.ts';
import { Panel } from '../../../ui/panel.tsx';
import { JobPaper } from '../../papers/job-paper.tsx';
import './outcome.css';

/** What a sale without a card left on its receipt, with the picture of the slip. */
export function OpenedClaim({ claim }: { claim: NonNullable<OutcomeView['claim']> }) {
  const speech = useTexts();
  const { say, language, currency } = speech;
  const { value, untilDay, jobId } = claim;
  return (
    <Panel title={say('claim.opened')}>
      <p className="promise" data-tone="gain">
        {value.map((one) => valueWords(one, speech, currency)).join(', ')}
      </p>
      <p className="aside">{say('claim.until', { day: formatDay(untilDay, language) })}</p>
      {jobId ? <JobPaper jobId={jobId}>{null}</JobPaper> : <p>{say('outcome.no-printer')}</p>}
    </Panel>
  );
}
