import type { ReversalStepView, ReversalView } from '#shared/api/refund.api.ts';
import { formatMoney } from '#shared/money/format-money.ts';
import { useTexts, type Texts } from '../../../texts/use-texts.tsx';
import { Notice } from '../../../ui/notice.tsx';

/** What a reversal moves, one sentence each: what the customer gets back first, then what becomes of points and vouchers. */
export function ReversalMoves({ reversal, done }: { reversal: ReversalView; done: boolean }) {
  const texts = useTexts();
  const { say, language } = texts;
  const { money, steps, left, provisional } = reversal;
  return (
    <section className="refund-moves" aria-label={say('refund.moves')}>
      {done && <Notice tone="gain" text={say('refund.done')} />}
      <p className="refund-money">{say('refund.money', { amount: formatMoney(money, language) })}</p>
      <ul>
        {steps.map((step, index) => (
          <li key={index}>{say(`refund.why.${step.code}`, { value: valueOf(step, texts) })}</li>
        ))}
        {provisional && <li>{say('refund.provisional')}</li>}
        {left && left.minor > 0 && <li>{say('refund.left', { amount: formatMoney(left, language) })}</li>}
      </ul>
    </section>
  );
}

/** What moves, in words: `3 points`, `€2.00`, `Free coffee`. */
function valueOf({ unit, amount, label }: ReversalStepView, { say, language }: Texts): string {
  const kind = unit.slice(0, unit.indexOf(':'));
  if (kind === 'credit' || kind === 'gift')
    return formatMoney({ minor: amount, currency: unit.slice(kind.length + 1) }, language);
  if (kind === 'points' || kind === 'stamps') return say(`holding.${kind}`, { count: amount });
  return label === '' ? String(amount) : label;
}
