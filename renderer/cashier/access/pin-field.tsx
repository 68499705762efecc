import { Delete } from 'lucide-react';
import { useEffect, useId, useRef, type KeyboardEvent } from 'react';
import { useSay } from '../../texts/use-texts.tsx';
import { Button } from '../../ui/button.tsx';
import './pin-field.css';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
/** As long as a PIN may be. */
const mostDigits = 8;

/**
 * A PIN to type, with keys or fingers: what is typed is never shown. It takes the focus, unless it is one field of many, so that nobody
 * has to look for where to type. `compact` leaves the pad out.
 */
export function PinField({
  label,
  value,
  compact = false,
  takesFocus = true,
  onChange,
  onEnter,
  onKey,
}: {
  label: string;
  value: string;
  compact?: boolean;
  takesFocus?: boolean;
  onChange(pin: string): void;
  /** Enter was pressed in it; without it, Enter does what it does in its form. */
  onEnter?(): void;
  /** Whatever else is pressed in it. */
  onKey?(event: KeyboardEvent): void;
}) {
  const say = useSay();
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => {
    if (takesFocus) field.current?.focus();
  }, [takesFocus]);
  const set = (next: string): void => onChange(next.replaceAll(/\D/g, '').slice(0, mostDigits));
  const press = (next: string): void => {
    set(next);
    field.current?.focus();
  };
  const key = (text: string, next: string) => (
    <Button key={text} look="key" excludeFromTabOrder onPress={() => press(next)}>
      {text}
    </Button>
  );
  return (
    <div className="pin" data-compact={compact}>
      <label htmlFor={id}>{label}</label>
      {/* Not a password field: a browser offers to keep those, and this one is everybody's. */}
      <input
        id={id}
        ref={field}
        className="pin-dots"
        inputMode="none"
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={(event) => set(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && onEnter) {
            event.preventDefault();
            onEnter();
          } else onKey?.(event);
        }}
      />
      {!compact && (
        <div className="pin-pad" role="group" aria-label={say('sale.keypad')}>
          {digits.map((digit) => key(digit, value + digit))}
          <Button
            look="key"
            excludeFromTabOrder
            aria-label={say('sale.backspace')}
            onPress={() => press(value.slice(0, -1))}
          >
            <Delete aria-hidden />
          </Button>
          {key('0', `${value}0`)}
        </div>
      )}
    </div>
  );
}
