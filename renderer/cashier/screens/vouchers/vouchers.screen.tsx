import { TicketPercent } from 'lucide-react';
import { useState } from 'react';
import type { Screen } from '../../screen.ts';
import { BatchList } from './batch-list.tsx';
import { LogoPart } from './logo-part.tsx';
import { OrderPart } from './order-part.tsx';
import './vouchers.css';

/** Vouchers on paper: how they are to look, how many, and what became of those that were printed. */
function VouchersScreen() {
  const [looks, setLooks] = useState(0);
  const [orders, setOrders] = useState(0);
  return (
    <div className="vouchers-screen">
      <OrderPart looks={looks} onOrdered={() => setOrders((count) => count + 1)} />
      <BatchList orders={orders} />
      <LogoPart onChanged={() => setLooks((count) => count + 1)} />
    </div>
  );
}

export const vouchers: Screen = {
  name: 'vouchers',
  place: 'manage',
  title: 'vouchers.title',
  about: 'vouchers.about',
  icon: TicketPercent,
  wide: true,
  isOffered: () => true,
  Body: VouchersScreen,
};
