import { canonicalJson } from '../../base/canonical-json.ts';
import type { Projection, Row } from '../projection.ts';

/** Every place that a member took in something: whose, in what, since when, what it took, and whether it was given up. */
export const places: Projection = {
  name: 'places',
  version: 1,
  forTills: true,
  table: {
    name: 'places',
    key: { voucher_id: 'text' },
    lookedUpBy: ['wallet_id', 'program_id'],
    columns: {
      wallet_id: { type: 'text', merge: 'max' },
      program_id: { type: 'text', merge: 'max' },
      booked_day: { type: 'text', merge: 'min' },
      event_day: { type: 'text', merge: 'max' },
      use_lot: { type: 'text', merge: 'max' },
      /** What was paid, as JSON. */
      cost: { type: 'text', merge: 'max' },
      given_up_day: { type: 'text', merge: 'min' },
    },
  },
  rowsOf(fact, { day }): Row[] {
    if (fact.type === 'PlaceGivenUp') return [{ voucher_id: fact.body.voucherId, given_up_day: day }];
    if (fact.type !== 'PlaceBooked') return [];
    const { voucherId, walletId, programId, eventDay, useLot, cost } = fact.body;
    const whose = { voucher_id: voucherId, wallet_id: walletId, program_id: programId };
    return [
      {
        ...{ ...whose, booked_day: day, event_day: eventDay, use_lot: useLot },
        cost: cost && canonicalJson(cost),
      },
    ];
  },
};
