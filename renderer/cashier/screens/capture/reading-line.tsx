import type { ReadingView } from '#shared/api/capture.api.ts';
import { formatMoney } from '#shared/money/format-money.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { whyNoTotal } from '../../counter/why-no-total.ts';
import { Notice } from '../../../ui/notice.tsx';

/** What was read in a receipt: its total with the line it stood on, or why there is none. */
export function ReadingLine({ reading }: { reading: ReadingView }) {
  const speech = useTexts();
  const { say, language, currency } = speech;
  if (reading.ok) {
    const total = say('capture.total', { total: formatMoney(reading.total, language) });
    const by = say('capture.by', { pattern: reading.pattern, line: reading.line });
    const called = reading.number === null ? '' : `, ${say('capture.number', { number: reading.number })}`;
    const read = `${total} – ${by}${called}`;
    if (reading.doubt === null) return <Notice tone="gain" text={read} />;
    return <Notice tone="attention" text={`${read}. ${say('capture.doubt', { line: reading.doubt })}`} />;
  }
  return <Notice tone="attention" text={whyNoTotal(reading.refusal, speech, currency)} />;
}
