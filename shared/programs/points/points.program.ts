import { z } from 'zod';
import { addDays } from '../../base/business-time.ts';
import { decimalsOf } from '../../money/money.ts';
import { defineProgram, mostExchanges, type Grant } from '../program.ts';

const unit = (programId: string) => `points:${programId}` as const;

/** Points for what a sale costs; at a threshold they become a money voucher. The member always wins: no point is rounded up. */
export const points = defineProgram({
  type: 'points',
  setup: z.object({
    /** Points for each whole unit of the currency (1.00). */
    pointsPerUnit: z.int().min(1).max(10_000),
    /** So many points become a voucher. */
    voucherAt: z.int().min(1).max(1_000_000),
    voucherWorthMinor: z.int().min(1).max(10_000_000),
    /** How many days points live after the day they were earned; null for ever. */
    pointsLifeDays: z.int().min(1).max(3_660).nullable(),
    voucherLifeDays: z.int().min(1).max(3_660).nullable(),
  }),
  example: {
    pointsPerUnit: 1,
    voucherAt: 100,
    voucherWorthMinor: 200,
    pointsLifeDays: 365,
    voucherLifeDays: 180,
  },
  unit,
  evaluate({ programId, setup, sale, holding, time }) {
    if (sale.baseMinor === 0) return [];
    const grants: Grant[] = [];
    const { currency } = sale.total;
    const earned = Math.floor((sale.baseMinor * setup.pointsPerUnit) / 10 ** decimalsOf(currency));
    if (earned > 0) {
      grants.push({
        kind: 'award',
        unit: unit(programId),
        amount: earned,
        expiryDay: lifeEnd(time.day, setup.pointsLifeDays),
        reason: {
          code: 'POINTS_PER_UNIT',
          params: { points: earned, perUnit: setup.pointsPerUnit, baseMinor: sale.baseMinor, currency },
        },
      });
    }
    const vouchers = Math.min(mostExchanges, Math.floor((holding.here + earned) / setup.voucherAt));
    for (let index = 0; index < vouchers; index += 1) {
      grants.push({
        kind: 'exchange',
        spend: { unit: unit(programId), amount: setup.voucherAt },
        voucher: {
          unit: `credit:${currency}`,
          amount: setup.voucherWorthMinor,
          label: '',
          expiryDay: lifeEnd(time.day, setup.voucherLifeDays),
        },
        reason: {
          code: 'POINTS_BECOME_VOUCHER',
          params: { points: setup.voucherAt, worthMinor: setup.voucherWorthMinor, currency },
        },
      });
    }
    return grants;
  },
  progress: (holding, setup, programId) => ({
    unit: unit(programId),
    have: holding.total,
    need: setup.voucherAt,
  }),
});

const lifeEnd = (day: string, life: number | null) => (life === null ? null : addDays(day, life));
