import { CornerDownLeft, Delete } from 'lucide-react';
import { locales } from '#shared/base/language.ts';
import { useLive } from '../../../client/live.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { KeyCap } from '../../../ui/key-cap.tsx';
import type { AmountKey } from '../../counter/amount-text.ts';
import { onlyCoupons } from '../../counter/counter.ts';
import { useCounter } from '../../use-counter.ts';
import './keypad.css';

const digits = ['7', '8', '9', '4', '5', '6', '1', '2', '3', '0', '00'] as const;

/** The keys for fingers. They lie as on a number block, with the next action always in the same corner. */
export function Keypad() {
  const { say, language } = useTexts();
  const { till, counter } = useCounter();
  const coupons = onlyCoupons(useLive(till.visit));
  const selling = useLive(counter.selling);
  const ready = useLive(counter.amountText) !== '' || coupons;
  const decimal = decimalSign(locales[language]);
  // The keyboard has the same keys; Tab goes past these to what only they cannot do.
  const key = (value: AmountKey, label: string) => ({
    look: 'key' as const,
    excludeFromTabOrder: true,
    'aria-label': label,
    onPress: () => counter.press(value),
  });
  return (
    <div className="keypad" role="group" aria-label={say('sale.keypad')}>
      {digits.map((digit) => (
        <Button key={digit} {...key(digit, digit)}>
          {digit}
        </Button>
      ))}
      <Button {...key(decimal, say('sale.decimal'))}>{decimal}</Button>
      <div className="keypad-edge">
        <Button {...key('backspace', say('sale.backspace'))}>
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
    </div>
  );
}

function decimalSign(locale: string): '.' | ',' {
  return new Intl.NumberFormat(locale).formatToParts(0.5).some((part) => part.value === ',') ? ',' : '.';
}
