import { cardIdOf, walletIdOf } from '#shared/members/wallet.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { newMemberCardCode } from '#shared/scan/formats/member-card.format.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import type { Commit } from '#electron/store/store.ts';

/** How much happened at a till before the bench begins. */
export interface HistorySize {
  members: number;
  events: number;
}

const { sha256 } = nodeMachine;
const years = 3;
const firstDayMs = Date.UTC(2023, 10, 22);
const dayMs = 24 * 60 * 60 * 1000;
const enrolledAtOnce = 10_000;

/** The card of the n-th member, the same in every run, so that no list of a million cards has to be kept. */
export const cardOf = (member: number): string =>
  newMemberCardCode(Buffer.from(sha256(`card of member ${member}`), 'hex'));

/** The wallet that this card opens. */
export const walletOf = (member: number): string => walletIdOf(cardIdOf(cardOf(member), sha256), sha256);
const dayOf = (index: number): string => new Date(firstDayMs + index * dayMs).toISOString().slice(0, 10);

/**
 * Three years of a till, commit by commit: all members join, then come back in no order. Every visit earns 50 points; every
 * second one turns 100 into a voucher of 2.00, which is used with the visit after.
 */
export function* aLongHistory({ members, events }: HistorySize, till: string): Generator<Commit> {
  const enrolTime = { atMs: firstDayMs, day: dayOf(0) };
  for (let start = 0; start < members; start += enrolledAtOnce) {
    const joining = Array.from({ length: Math.min(enrolledAtOnce, members - start) }, (_, n) =>
      join(start + n),
    );
    yield { facts: joining.flat(), time: enrolTime };
  }
  const sales = salesFor(events - 2 * members, members);
  const perDay = Math.ceil(sales / (years * 365));
  for (let first = 0; first < sales; first += perDay) {
    const day = first / perDay;
    const visits = Array.from({ length: Math.min(perDay, sales - first) }, (_, n) => first + n);
    yield {
      facts: visits.flatMap((visit) =>
        sell(visit, { members, till, dayAt: (at) => Math.floor(at / perDay) }),
      ),
      time: { atMs: firstDayMs + day * dayMs + dayMs / 2, day: dayOf(day) },
    };
  }
}

/** How many sales leave so many facts: a first visit two, the second four, and from then on three and four by turns. */
function salesFor(facts: number, members: number): number {
  let sales = 0;
  for (let [round, left] = [0, facts]; left > 0; round += 1) {
    const each = round % 2 === 1 ? 4 : round === 0 ? 2 : 3;
    const visits = Math.min(members, Math.floor(left / each));
    if (visits === 0) break;
    sales += visits;
    left -= visits * each;
  }
  return sales;
}

function join(member: number): Fact[] {
  const code = cardOf(member);
  const cardId = cardIdOf(code, sha256);
  const walletId = walletIdOf(cardId, sha256);
  return [
    { type: 'MemberEnrolled', body: { walletId } },
    { type: 'CardAttached', body: { cardId, walletId, tail: code.slice(-4), format: 'member-card' } },
  ];
}

const unit = 'points:points';
const program = { programId: 'points', revision: 1 };
const voucherUnit = 'credit:EUR';
const lotAt = (day: number, days: number) => `${dayOf(day)}/${dayOf(day + days)}`;

interface Past {
  members: number;
  till: string;
  dayAt(visit: number): number;
}

function sell(visit: number, { members, till, dayAt }: Past): Fact[] {
  const walletId = walletOf((visit * 7919) % members);
  const [day, round] = [dayAt(visit), Math.floor(visit / members)];
  const [before, saleId] = [visit - members, saleIdOf(visit, day)];
  const uses = round >= 2 && round % 2 === 0;
  const total = { minor: 5_000 + (visit % 90), currency: 'EUR' } as const;
  const facts: Fact[] = [
    {
      type: 'SaleRecorded',
      body: { saleId, walletId, total, paidWithVouchersMinor: uses ? 200 : 0, items: [] },
    },
  ];
  if (uses) {
    const voucher = {
      voucherId: voucherIdOf(before),
      unit: voucherUnit,
      amount: 200,
      lot: lotAt(dayAt(before), 180),
    };
    facts.push({ type: 'VoucherRedeemed', body: { ...voucher, saleId } });
  }
  const earned = { code: 'POINTS_PER_UNIT', params: { points: 50, perUnit: 1, baseMinor: total.minor } };
  const award = {
    walletId,
    unit,
    drawer: till,
    lot: lotAt(day, 365),
    amount: 50,
    saleId,
    ...program,
    reason: earned,
  };
  facts.push({ type: 'ValueAwarded', body: award });
  if (round % 2 === 0) return facts;
  const reason = { code: 'POINTS_BECOME_VOUCHER', params: { points: 100, worthMinor: 200 } };
  const parts = [before, visit].map((at) => ({ lot: lotAt(dayAt(at), 365), amount: 50 }));
  const voucher = {
    voucherId: voucherIdOf(visit),
    unit: voucherUnit,
    amount: 200,
    lot: lotAt(day, 180),
    label: '',
  };
  facts.push(
    { type: 'ValueSpent', body: { walletId, unit, parts, saleId, reservationId: null, ...program, reason } },
    {
      type: 'VoucherIssued',
      body: { ...voucher, walletId, token: tokenOf(visit), saleId, ...program, reason },
    },
  );
  return facts;
}

const voucherIdOf = (visit: number): string => sha256(`voucher of visit ${visit}`).slice(0, 16);
const tokenOf = (visit: number): string => String(visit).padStart(208, '7');

/** Like the ids that counters give: they begin with the moment, so that what belongs together lies together. */
function saleIdOf(visit: number, day: number): string {
  const moment = (firstDayMs + day * dayMs + visit).toString(16).padStart(12, '0');
  const chance = sha256(`sale ${visit}`);
  return `${moment.slice(0, 8)}-${moment.slice(8)}-7${chance.slice(0, 3)}-8${chance.slice(3, 6)}-${chance.slice(6, 18)}`;
}
