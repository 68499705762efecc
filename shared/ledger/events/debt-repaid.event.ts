import { z } from 'zod';
import { walletHolder, WalletId } from '../../members/wallet.ts';
import { Writer } from '../drawer.ts';
import { defineEvent } from '../event.ts';
import { debtHolder } from '../holder.ts';
import { carry, Lot, Parts, Unit } from '../posting.ts';

/**
 * A member's value paid what the member owes. The debt may have been made elsewhere: it lies in `debtDrawer` under `debtLot`,
 * and anybody may put value there.
 */
export const debtRepaid = defineEvent({
  type: 'DebtRepaid',
  version: 1,
  schema: z.object({
    walletId: WalletId,
    unit: Unit,
    parts: Parts,
    debtDrawer: Writer,
    debtLot: Lot,
  }),
  example: {
    walletId: '4bf5122f344554c53bde2ebb8cd2b7e3',
    unit: 'points:points',
    parts: [{ lot: '2026-11-22/2027-11-22', amount: 8 }],
    debtDrawer: 'till-2',
    debtLot: '2026-11-20/-',
  },
  postings: ({ walletId, unit, parts, debtDrawer, debtLot }, writer) =>
    parts.flatMap(({ lot, amount }) =>
      carry(
        { holder: walletHolder(walletId), drawer: writer, lot },
        { holder: debtHolder(walletId), drawer: debtDrawer, lot: debtLot },
        unit,
        amount,
      ),
    ),
});
