import type { ReadingView } from '#shared/api/capture.api.ts';
import { formatMoney } from '#shared/money/format-money.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { Notice } from '../../../ui/notice.tsx';

/** What was read in a receipt: its total with the line it stood on, or why there is none. */
export function ReadingLine({ reading }: { reading: ReadingView }) {
  const { say, language, currency } = useTexts();
  if (reading.ok) {
    const total = say('capture.total', { total: formatMoney(reading.total, language) });
    const by = say('capture.by', { pattern: reading.pattern, line: reading.line });
    const called = reading.number === null ? '' : `, ${say('capture.number', { number: reading.number })}`;
    const read = `${total} – ${by}${called}`;
    if (reading.doubt === null) return <Notice tone="gain" text={read} />;
    return <Notice tone="attention" text={`${read}. ${say('capture.doubt', { line: reading.doubt })}`} />;
  }
  const { code, oneMinor, otherMinor, line = '' } = reading.refusal;
  const money = (minor: string | number | undefined): string =>
    formatMoney({ minor: Number(minor ?? 0), currency }, language);
  const told = { one: money(oneMinor), other: money(otherMinor), line };
  return <Notice tone="attention" text={say(`capture.why.${code}`, told)} />;
}
