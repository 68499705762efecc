import { sumOf } from '../../ledger/posting.ts';
import type { Projection, Row } from '../projection.ts';

/** What is set aside for baskets, unit by unit: whose it is, until when, and how much still waits. Nothing waits any more at 0. */
export const reservations: Projection = {
  name: 'reservations',
  version: 1,
  forTills: false,
  table: {
    name: 'reservations',
    key: { reservation_id: 'text', unit: 'text' },
    columns: {
      writer: { type: 'text', merge: 'max' },
      holder: { type: 'text', merge: 'max' },
      /** Wall clock, milliseconds since 1970. */
      until_ms: { type: 'integer', merge: 'max' },
      waiting: { type: 'integer', merge: 'sum' },
    },
  },
  rowsOf(fact, { writer }): Row[] {
    if (fact.type === 'ValueReserved') {
      const { reservationId, holder, unit, untilMs } = fact.body;
      const row = { reservation_id: reservationId, unit, writer, holder, until_ms: untilMs };
      return [{ ...row, waiting: sumOf(fact.body.parts) }];
    }
    const ends =
      fact.type === 'ReservationReleased' || fact.type === 'ValueSpent' || fact.type === 'GiftCardSpent';
    if (!ends || fact.body.reservationId === null) return [];
    const { reservationId, unit, parts } = fact.body;
    return [{ reservation_id: reservationId, unit, waiting: -sumOf(parts) }];
  },
};
