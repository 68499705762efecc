import { Ticket, Undo2 } from 'lucide-react';
import type { VoucherView } from '#shared/api/checkout.api.ts';
import { promiseOf } from '#shared/print/documents/voucher.document.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useCounter } from '../../use-counter.ts';

/** The vouchers that will be redeemed with this sale, and what each takes off. */
export function VouchersPanel({ vouchers }: { vouchers: readonly VoucherView[] }) {
  const { say, language } = useTexts();
  const { counter } = useCounter();
  return (
    <Panel title={say('vouchers.panel')}>
      <ul className="vouchers">
        {vouchers.map((voucher) => {
          const promise = promiseOf(voucher, language);
          const isMoney = voucher.unit.startsWith('credit:');
          return (
            <li key={voucher.voucherId}>
              <Ticket aria-hidden />
              <div>
                <p className="promise">{promise}</p>
                <p className="takes-off">
                  {isMoney ? say('vouchers.takes-off', { amount: promise }) : say('vouchers.gives')}
                </p>
              </div>
              <Button
                aria-label={`${say('vouchers.put-back')}: ${promise}`}
                onPress={() => void counter.putBack(voucher.voucherId)}
              >
                <Undo2 aria-hidden />
                {say('vouchers.put-back')}
              </Button>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
