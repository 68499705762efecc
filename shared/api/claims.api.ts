import { z } from 'zod';
import { call } from './channel.ts';
import { CommandAnswer } from './checkout.api.ts';

/** Receipts of sales without a card. One that is claimed is scanned or typed first, like everything else that is shown. */
export const claimsApi = {
  /** Credits the receipt on the counter to the member who stands there. Once: what was credited lies there no more. */
  'claims.take': call(z.object({}), CommandAnswer),
  'claims.put-back': call(z.object({}), CommandAnswer),
} as const;
