import { TicketPercent } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { voucherNumber } from '#shared/scan/voucher-number.ts';
import { useLive } from '../../../client/live.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { KeyCap } from '../../../ui/key-cap.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { takeFocus } from '../../members/take-focus.ts';
import { useCounter } from '../../use-counter.ts';

/** A coupon's code or a voucher's number that somebody says or shows: typed here, it counts as if it had been scanned. */
export function CodePanel() {
  const say = useSay();
  const { counter } = useCounter();
  const typing = useLive(counter.typingCode);
  if (typing) return <CodeForm />;
  return (
    <Button look="quiet" onPress={() => counter.typeCode()}>
      <TicketPercent aria-hidden />
      {say('sale.code')}
      <KeyCap>F1</KeyCap>
    </Button>
  );
}

function CodeForm() {
  const say = useSay();
  const { counter } = useCounter();
  const [text, setText] = useState('');
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => takeFocus(form.current), []);
  return (
    <Panel title={say('sale.code')} aside={<KeyCap>F1</KeyCap>}>
      <form
        ref={form}
        className="find"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() === '') return;
          counter.typingCode.set(false);
          void counter.scan({ deviceId: 'keyboard', text: scannedAs(text) });
        }}
      >
        <TextField label={say('sale.code.field')} value={text} onChange={setText} />
        <Button type="submit" look="primary" isDisabled={text.trim() === ''}>
          {say('offers.use')}
        </Button>
      </form>
    </Panel>
  );
}

/** What a scanner would have read: a voucher's id stands on its paper in groups of four, and its number is what the bars say. */
function scannedAs(text: string): string {
  const typed = text.replaceAll(/\s/g, '');
  return /^[0-9a-f]{16}$/i.test(typed) ? voucherNumber(typed.toLowerCase()) : typed;
}
