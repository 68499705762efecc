import { z } from 'zod';
import { WalletId } from '../../members/wallet.ts';
import { OperatorId } from '../decision.ts';
import { defineEvent } from '../event.ts';

/**
 * Two wallets turned out to be one member's. What lies in either counts for both. No value moves until it is used (`ValueJoined`), so it
 * can be undone.
 */
export const membersMerged = defineEvent({
  type: 'MembersMerged',
  version: 1,
  schema: z
    .object({
      from: WalletId,
      into: WalletId,
      by: OperatorId,
    })
    .refine(({ from, into }) => from !== into, 'are two wallets'),
  example: {
    from: '9c56cc51b374c3ba189210d5b6d4bf57',
    into: '4bf5122f344554c53bde2ebb8cd2b7e3',
    by: 'manager',
  },
});
