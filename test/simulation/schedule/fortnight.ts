import { chanceOf, happens } from '../world/chance-of.ts';
import type { Fault } from './fault.ts';
import type { Schedule, VisitPlan } from './schedule.ts';
import { startMs } from './schedule-start.ts';

/** What a cut takes off the line for a day: single tills, or whole shops, whose tills have one line. */
export type CutLine = 'till' | 'shop';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const days = 14;
const openHours = 12;
const shopSize = 2;
const tills = 6;
const customers = 18;
/** In percent: how often somebody goes to their own shop, and there to their own till. */
const [atOwnShop, atOwnTill] = [85, 60];

/**
 * Two weeks in three shops of two tills each, with half of the tills, or of the shops, cut off for a day at a time. Customers come on
 * most days, mostly to their own shop, there mostly to the same till, and no owner allows a risk: what is measured is where value lies.
 */
export function fortnight(seed: number, cut: CutLine): Schedule {
  const chance = chanceOf(seed, 'fortnight', cut);
  const usual = Array.from({ length: customers }, () => chance.int(0, tills - 1));
  const visits = Array.from({ length: days * customers }, (_, number): VisitPlan[] => {
    const [day, customer] = [Math.floor(number / customers), number % customers];
    const own = usual[customer] ?? 0;
    const beside = own - (own % shopSize) + chance.int(0, shopSize - 1);
    const till = !happens(chance, atOwnShop)
      ? chance.int(0, tills - 1)
      : happens(chance, atOwnTill)
        ? own
        : beside;
    const atMs = startMs + day * dayMs + chance.int(60_000, openHours * hourMs);
    const amountMinor = chance.pick([500, 1_000, 2_000, 4_000]);
    if (!happens(chance, 80)) return [];
    return [{ ...quietVisit, number, atMs, till, customer, amountMinor }];
  })
    .flat()
    .sort((one, other) => one.atMs - other.atMs);
  return {
    seed,
    tills,
    customers,
    features: [],
    shops: Array.from({ length: tills }, (_, till) => `Café ${Math.floor(till / shopSize) + 1}`),
    sentBy: Array.from({ length: customers }, () => null),
    drawers: { offline: { default: 'strict' } },
    limit: 1,
    lengthMs: days * dayMs,
    visits,
    faults: Array.from({ length: days }, (_, day) =>
      cutsOf(chanceOf(seed, 'cuts', cut, day), cut, day),
    ).flat(),
  };
}

const quietVisit = {
  coffees: 0,
  laysVouchers: false,
  returns: [],
  laysCopies: false,
  load: null,
  paysWith: null,
  saysCode: false,
  bare: false,
  asksTwice: false,
  deeds: [],
};

/** Half of them, from before the shops open until after they close. */
function cutsOf(chance: ReturnType<typeof chanceOf>, cut: CutLine, day: number): Fault[] {
  const size = cut === 'shop' ? shopSize : 1;
  const lines = Array.from({ length: tills / size }, (_, line) => line);
  const off = chance.shuffled(lines).slice(0, chance.pick([Math.floor, Math.ceil])(lines.length / 2));
  return off.flatMap((line) =>
    Array.from({ length: size }, (_, one): Fault => {
      const till = line * size + one;
      const atMs = startMs + day * dayMs - hourMs;
      return { id: `offline-${day}-${till}`, kind: 'offline', till, atMs, forMs: dayMs - hourMs };
    }),
  );
}
