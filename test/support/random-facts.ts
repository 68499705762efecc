import { addDays } from '#shared/base/business-time.ts';
import { events, type EventType, type Fact } from '#shared/ledger/events.ts';
import { givenByHand } from '#shared/ledger/given-by-hand.ts';
import type { Chance } from './seeded.ts';

/**
 * A fact of any registered kind: its example with ids, days, lots and amounts changed, so that few ids meet many facts. Vouchers
 * and sales belong to one till alone, as in life: `writerIndex` is part of their ids. Only kinds that such a `writer` records.
 */
export function randomFact(chance: Chance, writerIndex: number, writer: 'till' | 'centre' = 'till'): Fact {
  const type = chance.pick(
    (Object.keys(events) as EventType[]).filter((name) => ['either', writer].includes(events[name].by)),
  );
  const kind = events[type];
  for (let tries = 0; tries < 20; tries += 1) {
    const varied = vary(kind.example, type, chance, writerIndex) as object;
    const body = kind.schema.safeParse({ ...varied, ...sometimesOnce(type, chance) });
    if (body.success) return { type, body: body.data } as Fact;
  }
  return { type, body: kind.schema.parse(kind.example) } as Fact;
}

/** Of vouchers some are given by hand. */
const byHand = (chance: Chance) => ({
  reason: { code: givenByHand, params: {} },
  givenBy: chance.pick(['staff-a', 'staff-b']),
});

/** What a program gives once carries a key, which the examples leave out as most facts do. */
const sometimesOnce = (type: EventType, chance: Chance): object =>
  (type === 'ValueAwarded' || type === 'VoucherIssued') && chance.int(0, 2) === 0
    ? { onceKey: chance.pick(['welcome', 'birthday-2026']), ...(type === 'VoucherIssued' && byHand(chance)) }
    : {};

function vary(value: unknown, field: string, chance: Chance, writerIndex: number): unknown {
  if (Array.isArray(value)) return value.map((item) => vary(item, field, chance, writerIndex));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, vary(inner, name, chance, writerIndex)]),
    );
  if (typeof value === 'number') return field === 'revision' ? chance.int(1, 4) : chance.int(1, 500);
  if (typeof value !== 'string') return value;
  if (field === 'saleId') return `sale-${writerIndex}-${chance.int(0, 3)}`;
  if (field === 'grantId' || field === 'riskId') return `${value.slice(0, -1)}${chance.int(0, 3)}`;
  if (field === 'campaignId') return `campaign-${chance.int(0, 3)}`;
  if (['membershipId', 'reversalId', 'reservationId'].includes(field))
    return `${field}-${writerIndex}-${chance.int(0, 3)}`;
  if (field === 'voucherId') return `${writerIndex}${chance.int(0, 3)}`.padStart(16, 'a');
  if (field === 'claimId') return `${writerIndex}${chance.int(0, 3)}`.padStart(12, 'a');
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return addDays('2026-11-22', chance.int(-400, 400));
  if (/^\d{4}-\d{2}-\d{2}\//.test(value))
    return chance.pick([value, '2026-01-01/-', '2026-02-02/2027-02-02']);
  if (/^[0-9a-f]{32,64}$/.test(value)) return String(chance.int(0, 3)).padStart(value.length, 'b');
  return value;
}
