import { Ban, Barcode, CreditCard, Ticket, TicketSlash, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { PracticeCode } from '#shared/api/practice.api.ts';
import { useLive } from '../../../client/live.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useCounter } from '../../use-counter.ts';

const icons: Record<PracticeCode['kind'], LucideIcon> = {
  card: CreditCard,
  'new-card': CreditCard,
  'blocked-card': Ban,
  'ean-card': Barcode,
  voucher: Ticket,
  'spent-voucher': TicketSlash,
  'forged-voucher': TriangleAlert,
};

/** A scanner without a scanner: cards and vouchers to hold under it, and any code to type. */
export function PracticeScanner() {
  const say = useSay();
  const { counter } = useCounter();
  const [typed, setTyped] = useState('');
  const scan = (text: string): void => {
    if (text) void counter.scan({ deviceId: 'virtual-scanner', text });
  };
  return (
    <>
      <ul className="practice-codes">
        {usePracticeCodes().map(({ kind, text, hint }) => {
          const Icon = icons[kind];
          return (
            <li key={text}>
              <Button onPress={() => scan(text)}>
                <Icon aria-hidden />
                <span className="practice-code">
                  <strong>{say(`practice.${kind}`)}</strong>
                  <span className="aside">{hint}</span>
                </span>
              </Button>
            </li>
          );
        })}
      </ul>
      <form
        className="practice-any"
        onSubmit={(event) => {
          event.preventDefault();
          scan(typed.trim());
          setTyped('');
          if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
        }}
      >
        <TextField label={say('practice.any-code')} value={typed} onChange={setTyped} />
        <Button type="submit">{say('practice.scan')}</Button>
      </form>
    </>
  );
}

/** What can be held under the scanner now: asked again whenever the counter changed, because sales make vouchers. */
function usePracticeCodes(): readonly PracticeCode[] {
  const { till } = useCounter();
  const serial = useLive(till.visit)?.serial;
  const state = useLive(till.state);
  const [codes, setCodes] = useState<readonly PracticeCode[]>([]);
  useEffect(() => {
    let wanted = true;
    till.call('practice.codes', {}).then(
      (known) => wanted && setCodes(known),
      // Away: asked again when the connection is back.
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [till, serial, state]);
  return codes;
}
