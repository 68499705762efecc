import { z } from 'zod';
import { centre, Writer } from '../drawer.ts';
import { defineEvent } from '../event.ts';
import { RightsHolder } from '../holder.ts';
import { moveParts, Parts, Unit } from '../posting.ts';

/** The centre emptied the drawer of a till that was revoked before, up to what that till had uploaded. */
export const drawerSeized = defineEvent({
  type: 'DrawerSeized',
  version: 1,
  by: 'centre',
  seizes: true,
  schema: z.object({
    till: Writer,
    holder: RightsHolder,
    unit: Unit,
    parts: Parts,
  }),
  example: {
    till: 'till-1',
    holder: 'wallet:4bf5122f344554c53bde2ebb8cd2b7e3',
    unit: 'points:points',
    parts: [
      { lot: '2026-10-01/2027-10-01', amount: 80 },
      { lot: '2026-11-22/2027-11-22', amount: 20 },
    ],
  },
  postings: (body) => moveParts(body, body.till, centre),
});
