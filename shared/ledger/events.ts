import type { z } from 'zod';
import type { EventKind } from './event.ts';
import { cardAttached } from './events/card-attached.event.ts';
import { cardBlocked } from './events/card-blocked.event.ts';
import { memberEnrolled } from './events/member-enrolled.event.ts';
import { programConfigured } from './events/program-configured.event.ts';
import { saleRecorded } from './events/sale-recorded.event.ts';
import { tillOpened } from './events/till-opened.event.ts';
import { valueAwarded } from './events/value-awarded.event.ts';
import { valueSpent } from './events/value-spent.event.ts';
import { voucherIssued } from './events/voucher-issued.event.ts';
import { voucherRedeemed } from './events/voucher-redeemed.event.ts';

/** Every fact the ledger knows, alphabetically. Small and closed: programs multiply, facts do not. */
export const events = {
  CardAttached: cardAttached,
  CardBlocked: cardBlocked,
  MemberEnrolled: memberEnrolled,
  ProgramConfigured: programConfigured,
  SaleRecorded: saleRecorded,
  TillOpened: tillOpened,
  ValueAwarded: valueAwarded,
  ValueSpent: valueSpent,
  VoucherIssued: voucherIssued,
  VoucherRedeemed: voucherRedeemed,
} as const;

type Events = typeof events;
export type EventType = keyof Events;

/** A fact as it is decided: what happened, before anybody wrote it down. Narrow it by `type`. */
export type Fact = { [T in EventType]: { type: T; body: z.output<Events[T]['schema']> } }[EventType];

/** The kind behind a type's name, or undefined for one that a newer Tessera wrote. */
export function kindOf(type: string): EventKind | undefined {
  return Object.hasOwn(events, type) ? (events[type as EventType] as unknown as EventKind) : undefined;
}
