import { z } from 'zod';
import { nfcUid } from '../scan/formats/nfc-uid.format.ts';

/** How a member was recognised: by the card itself, by the number of its chip, or by something that anybody may know and type. */
export const IdentifiedBy = z.enum(['card', 'email', 'name', 'nfc-uid', 'phone']);
export type IdentifiedBy = z.infer<typeof IdentifiedBy>;

/** What a card of this format proves: its code was given out by a shop, a chip's number can be read by whoever stands near. */
export const provenBy = (format: string): Extract<IdentifiedBy, 'card' | 'nfc-uid'> =>
  format === nfcUid.name ? 'nfc-uid' : 'card';
