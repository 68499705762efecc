import type { BusinessTime } from '../base/business-time.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import type { Fact } from '../ledger/events.ts';
import type { Holder } from '../ledger/holder.ts';
import type { Part, Unit } from '../ledger/posting.ts';
import type { Reason } from '../ledger/reason.ts';
import type { WalletId } from '../members/wallet.ts';
import { goodOn, takeSoonestExpiring } from './spend-lots.ts';

/** Why value is not set aside, or not spent. Each code has a sentence under `refusal.<code>` in every language. */
export type ReservationRefusal =
  /** So much is free in this till's drawer, and not more: the rest is spent, lies elsewhere, or in another basket. */
  | { code: 'RESERVATION_SHORT'; available: number }
  /** It was released, spent or given up for being late. */
  | { code: 'RESERVATION_GONE' };

/** Value set aside for a basket that is not paid yet. `parts` is what waits under it. */
export interface Reservation {
  reservationId: string;
  holder: Holder;
  unit: Unit;
  untilMs: number;
  parts: readonly Part[];
}

/** A wish to set value aside, so that no other basket can use it until this one is paid or given up. */
export interface ReservationWanted {
  reservationId: string;
  holder: Holder;
  unit: Unit;
  amount: number;
}

/** Sets value aside out of this till's own drawer, soonest-expiring first. `lots` is what the holder has there of the unit. */
export function reserve(
  wanted: ReservationWanted,
  lots: readonly Part[],
  { atMs, day }: BusinessTime,
  reservationMinutes: number,
): Result<Fact[], ReservationRefusal> {
  const good = goodOn(day, lots);
  const available = good.reduce((sum, { amount }) => sum + amount, 0);
  const { amount, ...what } = wanted;
  if (amount > available) return refuse({ code: 'RESERVATION_SHORT', available });
  const parts = takeSoonestExpiring(good, amount);
  return ok([
    { type: 'ValueReserved', body: { ...what, parts, untilMs: atMs + reservationMinutes * 60_000 } },
  ]);
}

/** What a member's reservation is spent on. */
export interface SpendingOrigin {
  walletId: WalletId;
  saleId: string;
  programId: string;
  revision: number;
  reason: Reason;
}

/**
 * The basket is paid: what was set aside is used up, all of it. Also after its time, as long as nobody gave it back: the value
 * waited, and nobody else could have it.
 */
export function spendReserved(
  reservation: Reservation | undefined,
  origin: SpendingOrigin,
): Result<Fact[], ReservationRefusal> {
  if (!reservation || reservation.parts.length === 0) return refuse({ code: 'RESERVATION_GONE' });
  const { reservationId, unit, parts } = reservation;
  return ok([{ type: 'ValueSpent', body: { ...origin, unit, parts: [...parts], reservationId } }]);
}

/** The basket is given up: everything goes back to whom it belongs, in its lots. */
export function release(
  reservation: Reservation | undefined,
  because: 'released' | 'timed-out' = 'released',
): Result<Fact[], ReservationRefusal> {
  if (!reservation || reservation.parts.length === 0) return refuse({ code: 'RESERVATION_GONE' });
  const { reservationId, holder, unit, parts } = reservation;
  return ok([
    { type: 'ReservationReleased', body: { reservationId, holder, unit, parts: [...parts], because } },
  ]);
}

/** A clock is set right by minutes while a basket waits; what should wait longer than that was set aside by one that was far ahead. */
const slackMs = 3_600_000;

/**
 * What has waited longer than it should goes back, and what would wait longer than anything is meant to. Asked at the start of the till and
 * every minute.
 */
export const releaseTimedOut = (
  reservations: readonly Reservation[],
  nowMs: number,
  reservationMinutes: number,
): Fact[] =>
  reservations
    .filter(({ untilMs }) => untilMs <= nowMs || untilMs > nowMs + reservationMinutes * 60_000 + slackMs)
    .flatMap((reservation) => {
      const released = release(reservation, 'timed-out');
      return released.ok ? released.value : [];
    });
