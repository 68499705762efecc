import { z } from 'zod';
import { voucherHolder, VoucherId, walletHolder, WalletId } from '../../members/wallet.ts';
import { defineEvent } from '../event.ts';
import { campaignHolder } from '../holder.ts';
import { Lot, Part, transfer, transferParts, Unit, UnitParts } from '../posting.ts';

/**
 * A place that nobody took yet was given up, by the till in whose drawer it lies, so once: with it the use of the limited number comes
 * back, and what was paid, in the lots it was taken from.
 */
export const placeGivenUp = defineEvent({
  type: 'PlaceGivenUp',
  version: 1,
  by: 'till',
  schema: z.object({
    voucherId: VoucherId,
    walletId: WalletId,
    programId: z.string().max(40),
    /** What the place itself was: all of it, out of one lot. */
    place: z.object({ unit: Unit, part: Part }),
    useLot: Lot.nullable(),
    cost: UnitParts.nullable(),
  }),
  example: {
    voucherId: '00f1e2d3c4b5a697',
    walletId: '4bf5122f344554c53bde2ebb8cd2b7e3',
    programId: 'wine-tasting',
    place: { unit: 'coupon:wine-tasting', part: { lot: '2026-11-27/2026-11-27', amount: 1 } },
    useLot: '2026-11-22/-',
    cost: { unit: 'points:points', parts: [{ lot: '2026-10-01/2027-10-01', amount: 80 }] },
  },
  postings: ({ voucherId, walletId, programId, place: { unit, part }, useLot, cost }, writer) => [
    ...transferParts(voucherHolder(voucherId), 'house:issued', unit, writer, [part]),
    ...(useLot === null
      ? []
      : transfer(
          'house:redeemed',
          campaignHolder(programId),
          { unit: `uses:${programId}`, drawer: writer, lot: useLot },
          1,
        )),
    ...(cost ? transferParts('house:redeemed', walletHolder(walletId), cost.unit, writer, cost.parts) : []),
  ],
});
