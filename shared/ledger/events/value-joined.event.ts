import { z } from 'zod';
import { walletHolder, WalletId } from '../../members/wallet.ts';
import { defineEvent } from '../event.ts';
import { debtHolder } from '../holder.ts';
import { Part, transferParts, Unit } from '../posting.ts';

/**
 * Two wallets are one member's, and what lies in `from` is used or owed under `into`: it moved there inside the writer's drawer, right
 * before the facts that use it. What nobody uses stays in its wallet, so a merge can be undone.
 */
export const valueJoined = defineEvent({
  type: 'ValueJoined',
  version: 1,
  schema: z
    .object({
      from: WalletId,
      into: WalletId,
      unit: Unit,
      parts: z.array(Part),
      /** What `from` owed, and `into` pays. */
      debts: z.array(Part),
    })
    .refine(({ from, into }) => from !== into, 'are two wallets')
    .refine(({ parts, debts }) => parts.length + debts.length > 0, 'moves something'),
  example: {
    from: '9c56cc51b374c3ba189210d5b6d4bf57',
    into: '4bf5122f344554c53bde2ebb8cd2b7e3',
    unit: 'points:points',
    parts: [{ lot: '2026-10-01/2027-10-01', amount: 80 }],
    debts: [],
  },
  // What is owed is below zero: it moves the other way round.
  postings: ({ from, into, unit, parts, debts }, writer) => [
    ...transferParts(walletHolder(from), walletHolder(into), unit, writer, parts),
    ...transferParts(debtHolder(into), debtHolder(from), unit, writer, debts),
  ],
});
