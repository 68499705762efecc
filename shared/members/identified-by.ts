import { z } from 'zod';

/** How a member was recognised: by the card itself, or by something that anybody may know and type. */
export const IdentifiedBy = z.enum(['card', 'email', 'name', 'phone']);
export type IdentifiedBy = z.infer<typeof IdentifiedBy>;
