import { z } from 'zod';
import { walletHolder, WalletId } from '../../members/wallet.ts';
import { Note, OperatorId } from '../decision.ts';
import { Writer } from '../drawer.ts';
import { defineEvent } from '../event.ts';
import { Lot, transfer, Unit } from '../posting.ts';

/** Somebody put value right by hand, up or down. Up in any drawer; down only in the drawer of whoever says so. */
export const valueAdjusted = defineEvent({
  type: 'ValueAdjusted',
  version: 1,
  schema: z.object({
    walletId: WalletId,
    unit: Unit,
    drawer: Writer,
    lot: Lot,
    amount: z.int().refine((amount) => amount !== 0, 'moves something'),
    note: Note,
    by: OperatorId,
  }),
  example: {
    walletId: '4bf5122f344554c53bde2ebb8cd2b7e3',
    unit: 'points:points',
    drawer: 'till-1',
    lot: '2026-11-22/2027-11-22',
    amount: 20,
    note: 'counted once too few',
    by: 'manager',
  },
  postings: ({ walletId, amount, ...at }) => {
    const wallet = walletHolder(walletId);
    const [from, to] = amount > 0 ? ['house:adjusted', wallet] : [wallet, 'house:adjusted'];
    return transfer(from, to, { unit: at.unit, drawer: at.drawer, lot: at.lot }, Math.abs(amount));
  },
});
