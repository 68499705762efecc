import type { Fact } from '../../ledger/events.ts';
import type { Projection, Row } from '../projection.ts';

type Awarded = Extract<Fact, { type: 'ValueAwarded' }>['body'];

/** What members reached, with which sale, what it brought, and the day it was lost again if it was. */
export const achievements: Projection = {
  name: 'achievements',
  version: 2,
  forTills: true,
  table: {
    name: 'achievements',
    key: { wallet_id: 'text', program_id: 'text', once_key: 'text', sale_id: 'text' },
    columns: {
      day: { type: 'text', merge: 'min' },
      title: { type: 'text', merge: 'max' },
      badge: { type: 'text', merge: 'max' },
      /** What has to stay counted; null for what goes only with its own sale. */
      period: { type: 'text', merge: 'max' },
      from_day: { type: 'text', merge: 'max' },
      counts: { type: 'text', merge: 'max' },
      measure: { type: 'text', merge: 'max' },
      need: { type: 'integer', merge: 'max' },
      /** What was given for it; null for nothing. */
      unit: { type: 'text', merge: 'max' },
      lot: { type: 'text', merge: 'max' },
      amount: { type: 'integer', merge: 'max' },
      voucher_id: { type: 'text', merge: 'max' },
      label: { type: 'text', merge: 'max' },
      lost_day: { type: 'text', merge: 'min' },
      /** How much of what it brought was taken back, by all tills together: two that did not hear of each other may both have done so. */
      taken: { type: 'integer', merge: 'sum' },
      /** How much of that was given back, since it was taken twice. */
      made_good: { type: 'integer', merge: 'sum' },
    },
    lookedUpBy: ['taken'],
  },
  rowsOf(fact, { day }): Row[] {
    if (fact.type === 'AchievementLost') {
      const { walletId, programId, onceKey, reachedWith, taken } = fact.body;
      const key = { wallet_id: walletId, program_id: programId, once_key: onceKey, sale_id: reachedWith };
      return [{ ...key, lost_day: day, taken }];
    }
    if (fact.type === 'ValueAwarded') return madeGood(fact.body);
    if (fact.type !== 'AchievementReached') return [];
    const { walletId, programId, onceKey, saleId, title, badge, needs, prize } = fact.body;
    return [
      {
        ...{
          wallet_id: walletId,
          program_id: programId,
          once_key: onceKey,
          sale_id: saleId,
          day,
          title,
          badge,
        },
        ...(needs && {
          period: needs.period,
          from_day: needs.fromDay,
          counts: needs.of,
          measure: needs.measure,
          need: needs.need,
        }),
        ...(prize && {
          unit: prize.unit,
          lot: prize.lot,
          amount: prize.amount,
          voucher_id: prize.voucherId,
          label: prize.label,
        }),
      },
    ];
  },
};

/** The centre gave back what was taken of a member twice. */
function madeGood({ walletId, programId, amount, reason: { code, params } }: Awarded): Row[] {
  if (code !== 'TAKEN_TWICE') return [];
  const of = { once_key: String(params['onceKey']), sale_id: String(params['reachedWith']) };
  return [{ wallet_id: walletId, program_id: programId, ...of, made_good: amount }];
}
