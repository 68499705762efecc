import type { Fact } from '../ledger/events.ts';
import { holderKind, type Holder } from '../ledger/holder.ts';
import type { Moving } from '../ledger/posting.ts';

/** Whose value waits under a reservation. */
export interface ReservedFor {
  reservationId: string;
  holder: Holder;
}

/** The id of a reservation that holds value; undefined for any other holder. */
export const reservationOf = (holder: Holder): string | undefined =>
  holderKind(holder) === 'reserved' ? holder.slice('reserved:'.length) : undefined;

/**
 * Gives back what waits for baskets that nobody will pay: their till started over, or is gone. Of a reservation that nobody told of
 * nothing can be given back; it stays where it is, and is seen.
 */
export function interruptReservations(lying: readonly Moving[], known: readonly ReservedFor[]): Fact[] {
  const owners = new Map(known.map(({ reservationId, holder }) => [reservationId, holder]));
  return lying.flatMap(({ holder: reserved, unit, parts }): Fact[] => {
    const reservationId = reservationOf(reserved);
    const holder = reservationId === undefined ? undefined : owners.get(reservationId);
    if (reservationId === undefined || holder === undefined) return [];
    return [
      {
        type: 'ReservationReleased',
        body: { reservationId, holder, unit, parts: [...parts], because: 'interrupted' },
      },
    ];
  });
}
