import { formatClock, formatWhen } from '#shared/api/sentences.ts';
import type { SaleView } from '#shared/api/refund.api.ts';
import { formatMoney } from '#shared/money/format-money.ts';
import { useTexts } from '../../../texts/use-texts.tsx';

/** A sale in two lines: when and how much; what was in it, and how much of it was taken back already. */
export function SaleLine({ sale }: { sale: SaleView }) {
  const { say, language, money } = useTexts();
  const { soldAtMs, total, reversedMinor, items, member, voidable } = sale;
  const what = items.map(({ label, quantity }) => `${quantity} × ${label}`);
  const said = [
    ...(member ? [say('refund.member')] : []),
    ...what,
    ...(reversedMinor > 0 ? [say('refund.reversed', { amount: money(reversedMinor) })] : []),
  ];
  return (
    <span className="refund-sale">
      <strong>
        {voidable ? formatClock(soldAtMs, language) : formatWhen(soldAtMs, language)}
        <span>{formatMoney(total, language)}</span>
      </strong>
      <span className="aside">{said.join(' · ')}</span>
    </span>
  );
}
