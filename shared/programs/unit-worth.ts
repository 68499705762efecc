import { z } from 'zod';
import type { ConfiguredProgram } from './programs.ts';

/** What so many of a unit are worth in money: `per` of it for `minor` minor units. */
export interface UnitWorth {
  per: number;
  minor: number;
}

const Exchange = z.object({ voucherAt: z.int().positive(), voucherWorthMinor: z.int().positive() });

/** What units are worth under these programs: credit is money, points by what their own program exchanges them at; else null. */
export function worthUnder(
  configured: readonly ConfiguredProgram[],
  currency: string,
): (unit: string) => UnitWorth | null {
  const worths = new Map<string, UnitWorth>([[`credit:${currency}`, { per: 1, minor: 1 }]]);
  for (const { programId, program, setup } of configured) {
    const unit = program.unit(programId, currency);
    const rate = Exchange.safeParse(setup);
    if (unit?.startsWith('points:') && rate.success)
      worths.set(unit, { per: rate.data.voucherAt, minor: rate.data.voucherWorthMinor });
  }
  return (unit) => worths.get(unit) ?? null;
}
