import { z } from 'zod';
import { WalletId } from '../../members/wallet.ts';
import { centre, Writer } from '../drawer.ts';
import { defineEvent } from '../event.ts';
import { debtHolder } from '../holder.ts';
import { moveParts, Parts, Unit } from '../posting.ts';

/** The centre took over what members owe in the drawer of a till that was revoked before: it is owed still, and repaid at the centre. */
export const debtSeized = defineEvent({
  type: 'DebtSeized',
  version: 1,
  by: 'centre',
  seizes: true,
  schema: z.object({ till: Writer, walletId: WalletId, unit: Unit, parts: Parts }),
  example: {
    till: 'till-1',
    walletId: '4bf5122f344554c53bde2ebb8cd2b7e3',
    unit: 'points:points',
    parts: [{ lot: '2026-11-20/-', amount: 8 }],
  },
  postings: ({ till, walletId, ...owed }) =>
    moveParts({ holder: debtHolder(walletId), ...owed }, centre, till),
});
