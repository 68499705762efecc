import type { ReversalStepView, ReversalView } from '#shared/api/refund.api.ts';
import { formatMoney } from '#shared/money/format-money.ts';
import { useTexts, type Texts } from '../../../texts/use-texts.tsx';
import { valueWords } from '#shared/api/value-words.ts';
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

/** What moves, in words: what a coupon promises, else the value. */
const valueOf = ({ label, ...value }: ReversalStepView, texts: Texts): string =>
  label === '' ? valueWords(value, texts, texts.currency) : label;
