import { z } from 'zod';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import type { Brand } from '#shared/settings/brand.ts';
import { formatMoney } from '#shared/money/format-money.ts';
import { decimalsOf } from '#shared/money/money.ts';
import type { DrillWords, SchoolLack } from '#shared/api/training.api.ts';
import { demoShop } from '#electron/demo/demo-shop.ts';
import type { Till } from '#electron/opened-till.ts';

/** What somebody learns with: how the shop is set up, and nothing of who its members or its staff are. */
export interface School {
  settings: ShopSettings;
  brand: Brand;
}

/** A shop's own programs, rules and looks. Undefined for a shop that has no programs yet: then it is learned with samples. */
export function ownSchool({
  store,
  settings,
  brand,
}: Pick<Till, 'store' | 'settings' | 'brand'>): School | undefined {
  const programs = store.look.programs().map(({ programId, program, setup }) => ({
    programId,
    type: program.type,
    setup: setup as ShopSettings['programs'][number]['setup'],
  }));
  if (programs.length === 0) return undefined;
  // A register is read and answered by the real till alone.
  const { capture, registerApi } = demoShop.settings;
  return { settings: { ...settings, programs, capture, registerApi }, brand: brand() };
}

/** The sample programs of a shop of make-believe, under this shop's name. */
export function sampleSchool({ settings, brand }: Pick<Till, 'settings' | 'brand'>): School {
  const { shop, tillName, language, zone, cutOffHour } = settings;
  return { settings: { ...demoShop.settings, shop, tillName, language, zone, cutOffHour }, brand: brand() };
}

/** As much of a set-up as drills are about: whatever else a program has is its own. */
const Points = z.object({
  earnBy: z.literal('amount').default('amount'),
  pointsPerUnit: z.int().positive(),
  pendingDays: z.int().default(0),
  voucherAt: z.int().positive(),
});
const Rewards = z.object({
  pointsProgramId: z.string(),
  rewards: z
    .array(z.object({ points: z.int().positive(), minimumMinor: z.int().nonnegative().default(0) }))
    .default([]),
});

/** Nobody types more than this at a drill. */
const mostMinor = 10_000_000;

/** What of its drills a school can teach, and the amounts that they are about. */
export function drillsOf({ programs, currency, language, maxSaleMinor }: ShopSettings): {
  lacks: ReadonlySet<SchoolLack>;
  words: DrillWords;
  pointsNeeded: number;
} {
  const unitMinor = 10 ** decimalsOf(currency);
  const point = programs.flatMap(({ type, programId, setup }) => {
    const read = type === 'points' ? Points.safeParse(setup) : undefined;
    return read?.success ? [{ programId, ...read.data }] : [];
  })[0];
  const voucherMinor = point && Math.ceil(point.voucherAt / point.pointsPerUnit) * unitMinor;
  const [reward] = programs
    .flatMap(({ type, setup }) => {
      const read = type === 'rewards' ? Rewards.safeParse(setup) : undefined;
      return read?.success && read.data.pointsProgramId === point?.programId ? read.data.rewards : [];
    })
    .sort((one, other) => one.points - other.points);
  const fits = (minor: number | undefined): boolean =>
    minor !== undefined && minor <= Math.min(mostMinor, maxSaleMinor);
  const lacks = new Set<SchoolLack>();
  if (!fits(voucherMinor) || point?.pendingDays !== 0) lacks.add('voucher');
  // Points that become a voucher by themselves before they are enough cannot be paid for a reward.
  if (!reward || !point || reward.points >= point.voucherAt || point.pendingDays > 0) lacks.add('reward');
  const money = (minor: number) => formatMoney({ minor, currency }, language);
  return {
    lacks,
    pointsNeeded: reward?.points ?? 0,
    words: {
      voucher: money(voucherMinor ?? 0),
      points: reward?.points ?? 0,
      missing: money(Math.ceil((reward?.points ?? 0) / (point?.pointsPerUnit ?? 1)) * unitMinor),
      take: money(Math.max(10 * unitMinor, reward?.minimumMinor ?? 0)),
    },
  };
}
