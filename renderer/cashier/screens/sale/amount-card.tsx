import { ReceiptText } from 'lucide-react';
import type { CSSProperties } from 'react';
import type { OutcomeView } from '#shared/api/checkout.api.ts';
import { formatMoney } from '#shared/money/format-money.ts';
import { useLive } from '../../../client/live.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { shownAmount } from '../../counter/amount-text.ts';
import { useCounter } from '../../use-counter.ts';
import './amount-card.css';

/** The one number of the moment: what is being typed, or what the customer still pays after a sale. */
export function AmountCard({ outcome }: { outcome: OutcomeView | undefined }) {
  const { say, language } = useTexts();
  const text = useLive(useCounter().counter.amountText);
  if (outcome && text === '') return <ToPay outcome={outcome} />;
  return <Typed text={text} label={say('sale.amount')} language={language} />;
}

function Typed({
  text,
  label,
  language,
}: {
  text: string;
  label: string;
  language: ReturnType<typeof useTexts>['language'];
}) {
  const { currency } = useTexts();
  const pieces = shownAmount(text, currency, language);
  return (
    <section className="amount-card" aria-label={label}>
      <h2>
        {label}
        <FromRegister />
      </h2>
      <output
        className="big-number"
        style={sized(pieces.map((piece) => piece.text).join(''))}
        aria-label={label}
      >
        {pieces.map((piece, index) => (
          <span key={index} data-ghost={piece.ghost}>
            {piece.text}
          </span>
        ))}
      </output>
      <PerhapsCopy />
    </section>
  );
}

/** Says that nobody typed this amount. */
function FromRegister() {
  const { say } = useTexts();
  const register = useLive(useCounter().counter.register);
  return register === undefined ? null : (
    <Chip tone="neutral" icon={ReceiptText}>
      {say('capture.from', { register })}
    </Chip>
  );
}

/** Says why the receipt that it came from may be one that was sold before. */
function PerhapsCopy() {
  const { say } = useTexts();
  const line = useLive(useCounter().counter.registerDoubt);
  return line === undefined ? null : <Notice tone="attention" text={say('capture.doubt', { line })} />;
}

function ToPay({ outcome }: { outcome: OutcomeView }) {
  const { say, language } = useTexts();
  const due = formatMoney(outcome.due, language);
  const reduced = outcome.due.minor !== outcome.total.minor;
  return (
    <section className="amount-card" aria-label={say('sale.to-pay')}>
      <h2>
        {say('sale.to-pay')}
        <Chip tone="gain">{say('sale.done')}</Chip>
      </h2>
      <output className="big-number" style={sized(due)} aria-label={say('sale.to-pay')}>
        {due}
      </output>
      {reduced && (
        <p className="of-total">{say('sale.total', { total: formatMoney(outcome.total, language) })}</p>
      )}
    </section>
  );
}

/** Long amounts get smaller letters instead of a second line. */
const sized = (text: string): CSSProperties => ({ '--letters': Math.max(6, text.length) }) as CSSProperties;
