import { z } from 'zod';
import { walletHolder, WalletId } from '../../members/wallet.ts';
import { defineEvent } from '../event.ts';
import { debtHolder } from '../holder.ts';
import { carry, Lot, Parts, Unit } from '../posting.ts';

/**
 * A member's value paid what the member owes. Only the owner of the drawer in which a debt stands repays it, till or centre: two that
 * paid at once would take from the member twice.
 */
export const debtRepaid = defineEvent({
  type: 'DebtRepaid',
  version: 1,
  schema: z.object({
    walletId: WalletId,
    unit: Unit,
    parts: Parts,
    debtLot: Lot,
  }),
  example: {
    walletId: '4bf5122f344554c53bde2ebb8cd2b7e3',
    unit: 'points:points',
    parts: [{ lot: '2026-11-22/2027-11-22', amount: 8 }],
    debtLot: '2026-11-20/-',
  },
  postings: ({ walletId, unit, parts, debtLot }, writer) =>
    parts.flatMap(({ lot, amount }) =>
      carry(
        { holder: walletHolder(walletId), drawer: writer, lot },
        { holder: debtHolder(walletId), drawer: writer, lot: debtLot },
        unit,
        amount,
      ),
    ),
});
