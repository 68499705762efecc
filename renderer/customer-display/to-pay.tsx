import type { Money } from '#shared/money/money.ts';
import { useTexts } from '../texts/use-texts.tsx';

/** What is left to pay, and what it was before something was taken off. */
export function ToPay({ due, full }: { due: Money; full: Money | null }) {
  const { say, money } = useTexts();
  return (
    <p className="to-pay">
      <span>{say('display.to-pay')}</span>
      {full && <s>{money(full.minor)}</s>}
      <strong>{money(due.minor)}</strong>
    </p>
  );
}
