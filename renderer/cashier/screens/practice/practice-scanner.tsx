import {
  Ban,
  Barcode,
  CreditCard,
  Nfc,
  Smartphone,
  Gift,
  Ticket,
  TicketSlash,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react';
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
  'gift-card': Gift,
  voucher: Ticket,
  'spent-voucher': TicketSlash,
  'forged-voucher': TriangleAlert,
  'chip-card': Nfc,
  'chip-number': Nfc,
  'chip-phone': Smartphone,
};

/** A scanner and an NFC reader without either: cards, vouchers and chips to hold to them, and any code to type. */
export function PracticeScanner() {
  const say = useSay();
  const { counter } = useCounter();
  const [typed, setTyped] = useState('');
  const codes = usePracticeCodes();
  const scan = (text: string): void => {
    if (text) void counter.scan({ deviceId: 'virtual-scanner', text });
  };
  return (
    <>
      <Codes
        codes={codes.filter(({ kind }) => !isChip(kind))}
        label={say('practice.scanner')}
        onPress={({ text }) => scan(text)}
      />
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
      <h3>{say('practice.nfc')}</h3>
      <Codes
        codes={codes.filter(({ kind }) => isChip(kind))}
        label={say('practice.nfc')}
        onPress={({ text, also }) =>
          void counter.scan({ deviceId: 'virtual-nfc', text, ...(also ? { also } : {}) })
        }
      />
    </>
  );
}

const isChip = (kind: PracticeCode['kind']): boolean => kind.startsWith('chip-');

function Codes({
  codes,
  label,
  onPress,
}: {
  codes: readonly PracticeCode[];
  label: string;
  onPress(code: PracticeCode): void;
}) {
  const say = useSay();
  return (
    <ul className="practice-codes" aria-label={label}>
      {codes.map((code) => {
        const Icon = icons[code.kind];
        return (
          <li key={`${code.kind} ${code.text}`}>
            <Button onPress={() => onPress(code)}>
              <Icon aria-hidden />
              <span className="practice-code">
                <strong>{say(`practice.${code.kind}`)}</strong>
                <span className="aside">{code.hint}</span>
              </span>
            </Button>
          </li>
        );
      })}
    </ul>
  );
}

/** What can be held under the scanner now: asked again whenever the counter changed, because sales make vouchers. */
function usePracticeCodes(): readonly PracticeCode[] {
  const { till } = useCounter();
  const news = useLive(till.news);
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
  }, [till, news, state]);
  return codes;
}
