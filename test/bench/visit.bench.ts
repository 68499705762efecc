import { prepare } from '#shared/basket/applying.ts';
import type { Basket } from '#shared/basket/basket.ts';
import { earnBase, EarnRules } from '#shared/basket/earn-base.ts';
import { bestStack, stack, type Candidate, type StackRules } from '#shared/basket/stack.ts';
import { taxByRate } from '#shared/basket/tax.ts';
import { quantile, type Figure } from './figures.ts';
import { installPeers } from './peers/install-peers.ts';
import { jsonRulesEngine } from './peers/json-rules-engine.peer.ts';
import { zenEngine } from './peers/zen-engine.peer.ts';
import type { OpenRules, RulesContender } from './visit/rules-contender.ts';
import { knownOfMember } from './visit/kinds-at-work.ts';
import { conditionsOfEveryKind, openEveryKind } from './visit/shop-of-every-kind.ts';
import { conditionOf, makeBaskets, makeOffers } from './visit/shop-of-offers.ts';

const rounds = 3_000;
const warmUp = 400;
const block = 50;
const earnRules = EarnRules.parse({ notCategories: ['wine'], withoutTax: true });
const rules: StackRules = { mostOffers: 4, onePerGroup: true, mostOffBp: 5_000 };
const free: StackRules = { mostOffers: 30, onePerGroup: false, mostOffBp: 10_000 };
const goalMs = 1;

/**
 * A basket of 40 lines against 30 offers: which apply and which go together, what each takes off which line, what of it may earn, the
 * tax of each rate, and the reason for every offer that was not used. Beside it others answer only which conditions are met, and their
 * answers are compared with ours. Then the same baskets among thirty programs of every kind there is, with a member who has something in
 * each: the whole decision, beside an engine that answers only which of the same conditions hold.
 */
export async function benchVisit(): Promise<Figure[]> {
  const baskets = makeBaskets(200, 40);
  const offers = makeOffers(30);
  const [inOrder, best] = [openEveryKind('in-order'), openEveryKind('best')];
  const missing = installPeers();
  const ours: Work[] = [
    {
      name: 'best for the customer, explained',
      run: (basket) => whole(bestStack, basket, offers, rules),
      goal: true,
    },
    {
      name: 'in the shop’s order, explained',
      run: (basket) => whole(stack, basket, offers, rules),
      goal: true,
    },
    {
      name: 'the same where all may go together',
      run: (basket) => whole(bestStack, basket, offers, free),
    },
    {
      name: 'every selection of 12 tried, 4 allowed',
      run: (basket) => whole(bestStack, basket, usefulOf(basket, offers), rules),
    },
    {
      name: 'every selection of 12 tried, all allowed',
      run: (basket) => whole(bestStack, basket, usefulOf(basket, offers), free),
    },
    { name: 'only what applies', run: (basket) => metOf(basket, offers) },
    { name: 'a sale among every kind, decided with every reason', run: inOrder.record, goal: true },
    { name: 'the same, best for the customer of ten that all go together', run: best.record, goal: true },
    { name: 'the same seen before, with what every other offer would take off', run: best.explain },
  ];
  const others = missing ? [] : await openAll([jsonRulesEngine, zenEngine], offers, baskets);
  const all: Work[] = [
    ...ours.map((work) => ({ ...work, name: `Tessera: ${work.name}` })),
    { name: 'a loop, for the noise of the machine', run: loop },
    ...others.map(({ name, rules: open }): Work => ({ name, run: (basket) => open.met(basket) })),
    ...(missing ? [] : [await everyKindElsewhere()]),
  ];
  const took = await byTurns(all, baskets);
  for (const { rules: open } of others) open.close();
  const figures = all.map((work, place) => figureOf(work, took[place] ?? []));
  return missing ? [...figures, { what: 'others', measured: missing, goal: '-' }] : figures;
}

/**
 * Of all runs, and of the medians of each basket: the first is what a customer waits on this machine as busy as it is, the second what the
 * dearest basket costs. The promise is about the first.
 */
function figureOf({ name, goal }: Work, took: readonly number[][]): Figure {
  const pair = (samples: readonly number[]) =>
    [0.5, 0.99].map((share) => quantile(samples, share).toFixed(3)).join(' / ');
  const medians = took.map((samples) => quantile(samples, 0.5));
  const slowest = quantile(took.flat(), 0.99);
  return {
    what: `${name}, p50 / p99`,
    measured: `${pair(took.flat())} ms (medians by basket ${pair(medians)})`,
    goal: goal ? `p99 <= ${goalMs} ms` : '-',
    ...(goal && { kept: slowest <= goalMs }),
  };
}

interface Work {
  name: string;
  run(basket: Basket): unknown;
  goal?: boolean;
}

/** Work that waits for nothing and leaves nothing to clear away. */
function loop(): number {
  let sum = 0;
  for (let index = 0; index < 200_000; index += 1) sum += index & 7;
  return sum;
}

/** Everything a visit asks of a basket. */
function whole(
  choose: typeof stack,
  basket: Basket,
  offers: readonly Candidate[],
  stackRules: StackRules,
): unknown {
  const stacked = choose(basket, offers, stackRules);
  const discounts = stacked.applied.flatMap((offer) => offer.discounts);
  return [stacked, earnBase(basket, discounts, 500, earnRules), taxByRate(basket, discounts)];
}

/** The offers whose conditions a basket meets. */
const metOf = (basket: Basket, offers: readonly Candidate[]): string[] =>
  prepare(basket, offers).flatMap(({ alone, candidate }) => (alone.ok ? [candidate.offerId] : []));

const useful = new Map<Basket, Candidate[]>();

/** Twelve offers that apply to a basket, found beforehand. */
function usefulOf(basket: Basket, offers: readonly Candidate[]): Candidate[] {
  const known = useful.get(basket);
  if (known) return known;
  const met = new Set(metOf(basket, offers));
  const found = offers.filter(({ offerId }) => met.has(offerId)).slice(0, 12);
  useful.set(basket, found);
  return found;
}

/** In blocks by turns, so that a busy machine is busy for all. Milliseconds, by work and by basket. */
async function byTurns(works: readonly Work[], baskets: readonly Basket[]): Promise<number[][][]> {
  const took = works.map(() => baskets.map((): number[] => []));
  for (let round = -warmUp; round < rounds; round += block)
    for (const [place, { run }] of works.entries())
      for (let index = 0; index < block; index += 1) {
        const at = (round + warmUp + index) % baskets.length;
        const start = performance.now();
        const answer = run(baskets[at] as Basket);
        if (answer instanceof Promise) await answer;
        const end = performance.now();
        if (round >= 0) took[place]?.[at]?.push(end - start);
      }
  return took;
}

/** What json-rules-engine needs to say which of the same programs have something to say. */
async function everyKindElsewhere(): Promise<Work> {
  const rules = await jsonRulesEngine.open(conditionsOfEveryKind(), knownOfMember);
  return {
    name: `${jsonRulesEngine.name}: only what applies of every kind`,
    run: (basket) => rules.met(basket),
  };
}

/** Opens the others, and leaves out who answers something else than we do. */
async function openAll(
  contenders: readonly RulesContender[],
  offers: readonly Candidate[],
  baskets: readonly Basket[],
): Promise<{ name: string; rules: OpenRules }[]> {
  const open = [];
  for (const { name, open: openRules } of contenders) {
    const opened = await openRules(offers.map(conditionOf));
    let differing = 0;
    for (const basket of baskets)
      if ([...(await opened.met(basket))].sort().join() !== metOf(basket, offers).sort().join())
        differing += 1;
    open.push({
      name: `${name}: only what applies${differing > 0 ? ` (${differing} answers differ)` : ''}`,
      rules: opened,
    });
  }
  return open;
}
