import { CornerDownLeft, Delete } from 'lucide-react';
import { numberFormat } from '#shared/base/intl-formats.ts';
import { locales } from '#shared/base/language.ts';
import { useLive, usePart } from '../../../client/live.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { KeyCap } from '../../../ui/key-cap.tsx';
import type { AmountKey } from '../../counter/amount-text.ts';
import { onlyCoupons, type Counter } from '../../counter/counter.ts';
import { useCounter } from '../../use-counter.ts';
import './keypad.css';

const digits = ['7', '8', '9', '4', '5', '6', '1', '2', '3', '0', '00'] as const;

/** The keys for fingers. They lie as on a number block, with the next action always in the same corner. */
export function Keypad() {
  const { say } = useTexts();
  return (
    <div className="keypad" role="group" aria-label={say('sale.keypad')}>
      <Digits />
      <KeypadEdge />
    </div>
  );
}

/** What is pressed for every amount and never looks otherwise. */
function Digits() {
  const { say, language } = useTexts();
  const { counter } = useCounter();
  const decimal = decimalSign(locales[language]);
  return (
    <>
      {digits.map((digit) => (
        <Button key={digit} {...keyOf(counter, digit, digit)}>
          {digit}
        </Button>
      ))}
      <Button {...keyOf(counter, decimal, say('sale.decimal'))}>{decimal}</Button>
    </>
  );
}

/** The keyboard has the same keys; Tab goes past these to what only they cannot do. */
const keyOf = (counter: Counter, value: AmountKey, label: string) => ({
  look: 'key' as const,
  excludeFromTabOrder: true,
  'aria-label': label,
  onPress: () => counter.press(value),
});

/** What goes back, and what goes on: it is ready from the first digit, and is not drawn again for the next. */
function KeypadEdge() {
  const { say } = useTexts();
  const { till, counter } = useCounter();
  const coupons = usePart(till.visit, onlyCoupons);
  const selling = useLive(counter.selling);
  const ready = usePart(counter.amountText, (text) => text !== '') || coupons;
  return (
    <div className="keypad-edge">
      <Button {...keyOf(counter, 'backspace', say('sale.backspace'))}>
        <Delete aria-hidden />
      </Button>
      <Button onPress={() => void counter.goBack()}>
        {say('sale.clear')}
        <KeyCap>{say('key.escape')}</KeyCap>
      </Button>
      <Button
        look={ready ? 'primary' : 'soft'}
        isPending={selling !== 'idle'}
        onPress={() => void counter.goOn()}
      >
        <span className="confirm">
          <CornerDownLeft aria-hidden />
          {say(selling === 'idle' ? 'sale.confirm' : 'sale.confirming')}
          <KeyCap>{say('key.enter')}</KeyCap>
        </span>
      </Button>
    </div>
  );
}

function decimalSign(locale: string): '.' | ',' {
  return numberFormat(locale)
    .formatToParts(0.5)
    .some((part) => part.value === ',')
    ? ','
    : '.';
}
