import type { GoldenBasket } from './golden-basket.ts';
import { naiveSplit, total } from './naive-coins.ts';
import { emptyTable, naiveTake, type No, type Off, type Offer, type Table } from './naive-effects.ts';

const goodsOf = ({ lines }: GoldenBasket): number =>
  total(lines.filter(({ kind }) => kind === 'goods').map(({ totalMinor }) => totalMinor));

const inOrder = (offers: readonly Offer[]): Offer[] =>
  [...offers].sort((a, b) => a.order - b.order || (a.offerId < b.offerId ? -1 : 1));

/** Why an offer may not be used now, or what it takes off. */
function naiveTry(offer: Offer, golden: GoldenBasket, table: Table): { taken: Off[]; cut: number } | No {
  const { rules, lines } = golden;
  const goodsMinor = goodsOf(golden);
  if (goodsMinor < offer.minimumMinor)
    return { code: 'BELOW_MINIMUM', minimumMinor: offer.minimumMinor, goodsMinor };
  const alone = naiveTake(offer.effect, lines, emptyTable());
  if ('code' in alone) return alone;
  const other = table.used.find((used) => used.exclusive || offer.exclusive);
  if (other) return { code: 'EXCLUSIVE_WITH', with: other.offerId };
  const twin = table.used.find(({ group }) => rules.onePerGroup && group !== '' && group === offer.group);
  if (twin) return { code: 'GROUP_TAKEN', with: twin.offerId, group: offer.group };
  if (table.used.length >= rules.mostOffers) return { code: 'TOO_MANY_OFFERS', most: rules.mostOffers };
  const taken = naiveTake(offer.effect, lines, table);
  if ('code' in taken) return taken;
  const offMinor = total(taken.map(({ minor }) => minor));
  const leftMinor = Math.floor((goodsMinor * rules.mostOffBp) / 10_000) - total([...table.off.values()]);
  if (offMinor <= leftMinor) return { taken, cut: 0 };
  const money = offer.effect.kind === 'percent' || offer.effect.kind === 'fixed';
  if (!money || leftMinor === 0) return { code: 'OVER_CAP', offMinor, leftMinor };
  const shares = naiveSplit(
    leftMinor,
    taken.map(({ minor }) => minor),
  );
  const cut = taken
    .map((one, place) => ({ ...one, minor: shares[place] ?? 0 }))
    .filter(({ minor }) => minor > 0);
  return { taken: cut, cut: offMinor - leftMinor };
}

/** One after the other, in their order. */
export function naiveStack(golden: GoldenBasket, offers: readonly Offer[]): Table {
  const table = emptyTable();
  for (const offer of inOrder(offers)) {
    const { offerId } = offer;
    const tried = naiveTry(offer, golden, table);
    if ('code' in tried) {
      table.refused.push({ offerId, ...tried });
      continue;
    }
    for (const { lineId, minor, pieces } of tried.taken) {
      table.off.set(lineId, (table.off.get(lineId) ?? 0) + minor);
      table.free.set(lineId, (table.free.get(lineId) ?? 0) + pieces);
    }
    const off = Object.fromEntries(tried.taken.map(({ lineId, minor }) => [lineId, minor]));
    table.applied.push({ offerId, off, ...(tried.cut > 0 && { cutMinor: tried.cut }) });
    table.used.push(offer);
  }
  return table;
}

/** All selections; the one that takes off most, with fewest offers, the earliest. */
export function naiveBest(golden: GoldenBasket): Table {
  const offers = inOrder(golden.offers);
  let best: { table: Table; off: number; places: number[] } | undefined;
  for (let selection = 0; selection < 2 ** offers.length; selection += 1) {
    const places = offers
      .map((_, place) => place)
      .filter((place) => Math.floor(selection / 2 ** place) % 2 === 1);
    const table = naiveStack(
      golden,
      places.map((place) => offers[place] as Offer),
    );
    if (table.refused.length > 0) continue;
    const one = { table, off: total([...table.off.values()]), places };
    if (!best || comesBefore(one, best)) best = one;
  }
  const table = best?.table ?? emptyTable();
  for (const offer of offers.filter((one) => !table.used.includes(one))) {
    const tried = naiveTry(offer, golden, table);
    table.refused.push({ offerId: offer.offerId, ...('code' in tried ? tried : { code: 'WORSE_TOGETHER' }) });
  }
  return table;
}

function comesBefore(
  one: { off: number; places: number[] },
  best: { off: number; places: number[] },
): boolean {
  if (one.off !== best.off) return one.off > best.off;
  if (one.places.length !== best.places.length) return one.places.length < best.places.length;
  const differs = one.places.findIndex((place, index) => place !== best.places[index]);
  return differs >= 0 && (one.places[differs] ?? 0) < (best.places[differs] ?? 0);
}
