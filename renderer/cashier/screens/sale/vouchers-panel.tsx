import { Ticket, Undo2 } from 'lucide-react';
import type { VoucherView } from '#shared/api/checkout.api.ts';
import { formatDay } from '#shared/base/language.ts';
import { lotExpiry } from '#shared/ledger/posting.ts';
import { promiseOf } from '#shared/print/documents/voucher.document.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useCounter } from '../../use-counter.ts';
import './outcome.css';

/** The vouchers that will be redeemed with this sale, and what each takes off. */
export function VouchersPanel({ vouchers }: { vouchers: readonly VoucherView[] }) {
  const { say } = useTexts();
  return (
    <Panel title={say('vouchers.panel')}>
      <ul className="vouchers">
        {vouchers.map((voucher) => (
          <Voucher key={voucher.voucherId} voucher={voucher} />
        ))}
      </ul>
    </Panel>
  );
}

function Voucher({ voucher }: { voucher: VoucherView }) {
  const { say, language } = useTexts();
  const { counter } = useCounter();
  const promise = promiseOf(voucher, language);
  const isMoney = voucher.unit.startsWith('credit:');
  const expiryDay = lotExpiry(voucher.lot);
  const until = expiryDay
    ? say('voucher.validUntil', { day: formatDay(expiryDay, language) })
    : say('voucher.noEnd');
  return (
    <li>
      <Ticket aria-hidden />
      <div>
        {isMoney ? (
          <p className="promise" data-tone="spend">
            <span aria-hidden>−{promise}</span>
            <span className="spoken">{say('vouchers.takes-off', { amount: promise })}</span>
          </p>
        ) : (
          <p className="promise">{promise}</p>
        )}
        <p className="aside">{isMoney ? until : say('vouchers.gives')}</p>
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
}
