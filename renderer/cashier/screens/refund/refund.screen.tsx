import { Undo2 } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { SaleView } from '#shared/api/refund.api.ts';
import { useLive } from '../../../client/live.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import type { Screen } from '../../screen.ts';
import { useCounter } from '../../use-counter.ts';
import { ChosenSale } from './chosen-sale.tsx';
import { SaleLine } from './sale-line.tsx';
import './refund.css';

/** How many of the latest sales are worth reading through; an older one is found by its number. */
const shownSales = 12;

/** Taking a sale back: which one, how much of it, what that moves, and that it happened. */
function RefundScreen() {
  const say = useSay();
  const [picked, pick] = useState<string>();
  const [typed, setTyped] = useState('');
  const { sales, again } = useLatestSales();
  const { returning } = useCounter().counter;
  const asked = useLive(returning);
  useEffect(() => () => returning.set(undefined), [returning]);
  const chosen = asked ?? picked;
  const choose = (saleId: string | undefined): void => {
    returning.set(undefined);
    pick(saleId);
  };
  if (chosen !== undefined) {
    return (
      <div className="refund">
        <ChosenSale
          key={chosen}
          saleId={chosen}
          sale={sales.find(({ saleId }) => saleId === chosen)}
          onReversed={again}
        />
        <Button look="quiet" onPress={() => choose(undefined)}>
          {say('refund.another')}
        </Button>
      </div>
    );
  }
  return (
    <div className="refund">
      <p className="aside">{say(sales.length === 0 ? 'refund.empty' : 'refund.choose')}</p>
      <ul className="refund-sales">
        {sales.map((sale) => (
          <li key={sale.saleId}>
            <Button onPress={() => choose(sale.saleId)}>
              <SaleLine sale={sale} />
            </Button>
          </li>
        ))}
      </ul>
      <form
        className="refund-row"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() !== '') choose(typed.trim());
        }}
      >
        <TextField label={say('refund.sale-id')} value={typed} onChange={setTyped} />
        <Button type="submit">{say('refund.find')}</Button>
      </form>
    </div>
  );
}

/** The latest sales: asked again whenever the counter changed, and when somebody took one back. */
function useLatestSales(): { sales: readonly SaleView[]; again(): void } {
  const { till } = useCounter();
  const news = useLive(till.news);
  const state = useLive(till.state);
  const [sales, setSales] = useState<readonly SaleView[]>([]);
  const again = useCallback(() => {
    // Away: asked again when the connection is back.
    till.call('refund.sales', { limit: shownSales }).then(setSales, () => {});
  }, [till]);
  useEffect(again, [again, news, state]);
  return { sales, again };
}

export const refund: Screen = {
  name: 'refund',
  place: 'side',
  title: 'refund.title',
  icon: Undo2,
  isOffered: () => true,
  Body: RefundScreen,
};
