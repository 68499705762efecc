import { z } from 'zod';
import { voucherHolder, VoucherId, WalletId } from '../../members/wallet.ts';
import { defineEvent } from '../event.ts';
import { Lot, transfer, Unit } from '../posting.ts';
import { OnceKey, Reason } from '../reason.ts';
import { RecordId } from '../record-id.ts';

/** A voucher came into being: value that belongs to whoever holds the paper, in the drawer of the till that printed it. */
export const voucherIssued = defineEvent({
  type: 'VoucherIssued',
  version: 1,
  schema: z.object({
    voucherId: VoucherId,
    walletId: WalletId.nullable(),
    unit: Unit,
    amount: z.int().positive(),
    lot: Lot,
    /** What the paper promises, for a coupon: "Free coffee". Empty for money, which says itself. */
    label: z.string().max(80),
    /** The 208 digits of the QR code, so that a lost paper can be printed again with the same id. */
    token: z.string().regex(/^\d{208}$/),
    saleId: RecordId.nullable(),
    programId: z.string(),
    revision: z.int().positive(),
    reason: Reason,
    /** For what is given once: the key under which the program remembers it. Absent for most. */
    onceKey: OnceKey.optional(),
    /** The lot of the use of a limited coupon that was taken for it, so that the sale takes none. Absent for most. */
    useLot: Lot.optional(),
    /** Who of the staff gave it by hand, so that a limit a day holds at every till of the shop. Absent for most. */
    givenBy: z.string().max(64).optional(),
  }),
  example: {
    voucherId: '00f1e2d3c4b5a697',
    walletId: '4bf5122f344554c53bde2ebb8cd2b7e3',
    unit: 'credit:EUR',
    amount: 200,
    lot: '2026-11-22/2027-05-21',
    label: '',
    token: '0'.repeat(208),
    saleId: '01938f3e-5c1a-7c3e-9a55-0c8f5b2f7a10',
    programId: 'points',
    revision: 1,
    reason: { code: 'POINTS_BECOME_VOUCHER', params: { points: 100, worthMinor: 200 } },
  },
  postings: (body, writer) =>
    transfer(
      'house:issued',
      voucherHolder(body.voucherId),
      { unit: body.unit, drawer: writer, lot: body.lot },
      body.amount,
    ),
});
