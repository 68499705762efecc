import type { VisitView } from '#shared/api/checkout.api.ts';
import type { EventType, Fact } from '#shared/ledger/events.ts';
import type { Drill, DrillStep, Hand, Happening } from './drill.ts';

type FactOf<T extends EventType> = Extract<Fact, { type: T }>;

const seen = (step: string, fits: (view: VisitView) => boolean, hand?: Hand): DrillStep => ({
  step,
  ...(hand && { hand }),
  isDone: (happening) => happening.kind === 'visit' && fits(happening.view),
});
const written = <T extends EventType>(
  step: string,
  type: T,
  fits: (body: FactOf<T>['body'], happening: Happening & { kind: 'fact' }) => boolean = () => true,
): DrillStep => ({
  step,
  isDone: (happening) =>
    happening.kind === 'fact' &&
    happening.fact.type === type &&
    fits(happening.fact.body as FactOf<T>['body'], happening),
});
const paper = (step: string, wanted: 'ok' | 'out'): DrillStep => ({
  step,
  hand: `paper-${wanted}`,
  isDone: (happening) => happening.kind === 'paper' && happening.paper === wanted,
});
const cable = (step: string, out: boolean): DrillStep => ({
  step,
  hand: out ? 'cable-out' : 'cable-in',
  isDone: (happening) => happening.kind === 'cable' && happening.out === out,
});

const soldToMember = written('sell', 'SaleRecorded', ({ walletId }) => walletId !== null);
/**
 * Every drill, in the order in which they are offered: from what happens three hundred times a day to what happens twice a year. `pointsNeeded` are enough
 * for the cheapest reward.
 */
export const drillsWith = (pointsNeeded: number): readonly Drill[] => [
  { drillId: 'sale', steps: [seen('card', ({ member }) => member !== null, 'card'), soldToMember] },
  {
    drillId: 'voucher',
    needs: 'voucher',
    steps: [
      { ...written('earn', 'VoucherIssued'), hand: 'card' },
      seen('hold', ({ vouchers }) => vouchers.length > 0, 'voucher'),
      written('use', 'VoucherRedeemed'),
    ],
  },
  {
    drillId: 'offer',
    needs: 'reward',
    steps: [
      seen(
        'card',
        ({ member }) =>
          member?.holdings.some(({ type, here }) => type === 'points' && here >= pointsNeeded) ?? false,
        'ean-card',
      ),
      written('take', 'SaleRecorded', ({ reductions = [] }) =>
        reductions.some(({ reason }) => reason.code === 'REWARD'),
      ),
    ],
  },
  {
    drillId: 'enrol',
    steps: [
      seen('card', ({ newCard }) => newCard !== null, 'fresh-card'),
      written('enrol', 'MemberEnrolled'),
    ],
  },
  {
    drillId: 'find',
    steps: [
      seen('find', ({ member }) => member?.by === 'name'),
      written('sell', 'SaleRecorded', ({ identifiedBy }) => identifiedBy === 'name'),
    ],
  },
  {
    drillId: 'refund-whole',
    steps: [
      { ...soldToMember, hand: 'card' },
      written('take-back', 'SaleReversed', ({ kind }) => kind === 'void'),
    ],
  },
  {
    drillId: 'refund-part',
    steps: [
      { ...soldToMember, hand: 'card' },
      written('take-back', 'SaleReversed', ({ kind }) => kind === 'refund'),
    ],
  },
  {
    drillId: 'paper',
    needs: 'voucher',
    steps: [
      paper('out', 'out'),
      { ...written('earn', 'VoucherIssued'), hand: 'card' },
      {
        step: 'look',
        isDone: (happening) => happening.kind === 'job' && happening.state === 'not-printed',
      },
      paper('in', 'ok'),
      { step: 'print', isDone: (happening) => happening.kind === 'job' && happening.state === 'printed' },
    ],
  },
  {
    drillId: 'offline',
    steps: [
      cable('out', true),
      { ...written('sell', 'SaleRecorded', (_body, { cableOut }) => cableOut), hand: 'card' },
      cable('in', false),
    ],
  },
  {
    drillId: 'lost-card',
    steps: [
      written('block', 'CardBlocked'),
      seen('new', ({ newCard }) => newCard !== null, 'fresh-card'),
      written('give', 'CardAttached'),
    ],
  },
];
