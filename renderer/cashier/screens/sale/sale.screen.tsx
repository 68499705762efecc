import { ScanLine } from 'lucide-react';
import { useLive } from '../../../client/live.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import { shownOutcome } from '../../counter/counter.ts';
import type { Screen } from '../../screen.ts';
import { useCounter } from '../../use-counter.ts';
import { AmountCard } from './amount-card.tsx';
import { CounterNotices } from './counter-notices.tsx';
import { ItemKeys } from './item-keys.tsx';
import { Keypad } from './keypad.tsx';
import { MemberPanel } from './member-panel.tsx';
import { OutcomePanel } from './outcome-panel.tsx';
import { VouchersPanel } from './vouchers-panel.tsx';
import './sale.css';

/** The counter: amount and keys on the left, on the right the customer, what lies on the counter, and what came of the sale. */
function SaleScreen() {
  const say = useSay();
  const { till, counter } = useCounter();
  const visit = useLive(till.visit);
  const seen = useLive(counter.seen);
  const outcome = shownOutcome(visit, seen.saleId);
  return (
    <>
      <main className="counter" aria-label={say('sale.title')}>
        <AmountCard outcome={outcome} />
        <CounterNotices />
        <ItemKeys items={visit?.items ?? []} />
        <Keypad />
      </main>
      {/* Reached with Tab so that it can be scrolled without a mouse. */}
      <div className="what" role="region" aria-label={say('sale.counter')} tabIndex={0}>
        {outcome ? (
          <OutcomePanel outcome={outcome} />
        ) : (
          <MemberPanel member={visit?.member ?? null} newCard={visit?.newCard ?? null} />
        )}
        {visit && visit.vouchers.length > 0 && <VouchersPanel vouchers={visit.vouchers} />}
      </div>
    </>
  );
}

export const sale: Screen = {
  name: 'sale',
  place: 'counter',
  title: 'sale.title',
  icon: ScanLine,
  isOffered: () => true,
  Body: SaleScreen,
};
