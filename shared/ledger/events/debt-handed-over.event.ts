import { z } from 'zod';
import { WalletId } from '../../members/wallet.ts';
import { centre } from '../drawer.ts';
import { defineEvent } from '../event.ts';
import { debtHolder } from '../holder.ts';
import { moveParts, Parts, Unit } from '../posting.ts';

/**
 * The till gave the centre what a member owes in its drawer, so that whatever they earn next pays it, at whatever till. From now on
 * the centre alone repays it.
 */
export const debtHandedOver = defineEvent({
  type: 'DebtHandedOver',
  version: 1,
  by: 'till',
  schema: z.object({ walletId: WalletId, unit: Unit, parts: Parts }),
  example: {
    walletId: '4bf5122f344554c53bde2ebb8cd2b7e3',
    unit: 'points:points',
    parts: [{ lot: '2026-11-20/-', amount: 8 }],
  },
  // What is owed is below zero: it moves the other way round.
  postings: ({ walletId, ...owed }, writer) =>
    moveParts({ holder: debtHolder(walletId), ...owed }, centre, writer),
});
