import type { Fact } from '#shared/ledger/events.ts';
import { readEntries, type Entry } from '#shared/projections/fold.ts';
import type { CentreState } from '../centre/centre-state.ts';
import { forgetful } from '../schedule/draw-faults.ts';
import { nameOf } from '../tills/serve.ts';
import { pointCaps, tasting, tastingId } from '../tills/shop.ts';
import type { World } from '../world/world.ts';
import { must } from './failure.ts';
import type { ToldSale } from './effects.ts';

/** What concerns claims, places, memberships, friends, challenges, limits, people and cards, when all is quiet. */
export function checkDeeds(world: World, state: CentreState): void {
  const { truth, schedule } = world;
  const entries = [...state.logs.values()].flatMap(({ envelopes }) => readEntries(envelopes));
  for (const { type, id } of truth.deeds.written())
    must(
      entries.some(({ fact }) => fact.type === type && JSON.stringify(fact.body).includes(id)),
      'told-is-kept',
      () => `${type} of ${id} was told, and is in no log`,
    );
  once(entries, 'ReceiptClaimed', 'claimed-once', ({ claimId }) => claimId);
  once(entries, 'PlaceGivenUp', 'place-given-up-once', ({ voucherId }) => voucherId);
  once(entries, 'MembershipEnded', 'membership-back-once', ({ membershipId }) => membershipId);
  checkQuota(entries);
  checkMoneyBack(entries);
  checkPeople(world);
  // A till that forgets, is copied or was given up judges by what it does not know any more.
  if (schedule.faults.some(({ kind }) => forgetful.has(kind) || kind === 'excluded')) return;
  checkFriends(world, entries);
  checkReached(entries);
  if (schedule.features.includes('caps')) checkCaps(world);
}

type Of<Type extends Fact['type']> = Extract<Fact, { type: Type }>['body'];

const of = <Type extends Fact['type']>(entries: readonly Entry[], type: Type): Of<Type>[] =>
  entries.flatMap(({ fact }) => (fact.type === type ? [fact.body as Of<Type>] : []));

function once<Type extends Fact['type']>(
  entries: readonly Entry[],
  type: Type,
  rule: string,
  idOf: (body: Of<Type>) => string,
): void {
  const seen = new Set<string>();
  for (const body of of(entries, type)) {
    const id = idOf(body);
    must(!seen.has(id), rule, () => `${type} of ${id} stands in the logs twice`);
    seen.add(id);
  }
}

/** Never more places than there are. */
function checkQuota(entries: readonly Entry[]): void {
  const places = of(entries, 'PlaceBooked').filter(({ programId }) => programId === tastingId);
  const back = of(entries, 'PlaceGivenUp').length;
  must(
    places.length - back <= tasting.quota,
    'never-above-quota',
    () => `${places.length} places were given and ${back} given up, there are ${tasting.quota}`,
  );
}

/** Nobody has more back for a membership than it cost. */
function checkMoneyBack(entries: readonly Entry[]): void {
  const prices = new Map(of(entries, 'MembershipSold').map((sold) => [sold.membershipId, sold.price.minor]));
  for (const { membershipId, refunded } of of(entries, 'MembershipEnded'))
    must(
      refunded.minor <= (prices.get(membershipId) ?? 0),
      'membership-back-once',
      () => `${membershipId} brought back ${refunded.minor}`,
    );
}

/** Nothing is known of somebody who was erased, at any till; and what they hold is judged with all other balances. A lost card is known to be. */
function checkPeople(world: World): void {
  const { deeds } = world.truth;
  for (const box of world.boxes()) {
    const { store } = box.life() ?? {};
    if (!store || world.isRevoked(box)) continue;
    for (const walletId of deeds.erased())
      must(
        store.profiles.read(walletId) === undefined && store.look.memberState(walletId)?.erased === true,
        'erased-is-gone',
        () => `${box.name} still knows ${walletId}`,
      );
    for (const cardId of deeds.blocked().keys())
      must(store.look.card(cardId)?.blocked === true, 'lost-card-is-known', () => `${box.name}: ${cardId}`);
  }
  for (const { number, wallets } of world.customers) {
    if (![...wallets].every((walletId) => deeds.erased().has(walletId))) continue;
    for (const box of world.boxes()) {
      const found = box
        .life()
        ?.store.profiles.startingWith([nameOf(number).toLowerCase().split(' ')[0] ?? ''], 50);
      must(
        !found?.some((walletId) => wallets.has(walletId)),
        'erased-is-gone',
        () => `${box.name} finds customer ${number} by name`,
      );
    }
  }
}

/** A till gives what was promised for a friend once, unless all of the sale that brought it came back. */
function checkFriends({ truth }: World, entries: readonly Entry[]): void {
  const back = new Set([...truth.leftOf()].flatMap(([saleId, left]) => (left === 0 ? [saleId] : [])));
  for (const { reversal, saleId } of truth.returns()) if (reversal.provisional) back.add(saleId);
  const given = new Set<string>();
  for (const { fact, envelope } of entries) {
    if (fact.type !== 'ValueAwarded' || !fact.body.onceKey?.startsWith('friend-')) continue;
    if (fact.body.saleId === null || back.has(fact.body.saleId)) continue;
    const key = `${envelope.writer} ${fact.body.onceKey}`;
    must(!given.has(key), 'friend-rewarded-once', () => `${key} brought something twice`);
    given.add(key);
  }
}

/** A till sees one goal of a member reached once in a round, unless it was lost again. */
function checkReached(entries: readonly Entry[]): void {
  const held = new Set<string>();
  for (const { fact, envelope } of entries) {
    if (fact.type === 'AchievementReached') {
      const { walletId, programId, onceKey, saleId } = fact.body;
      const lost = of(entries, 'AchievementLost').some(
        (one) => one.onceKey === onceKey && one.walletId === walletId,
      );
      const key = `${envelope.writer} ${walletId} ${programId} ${onceKey}`;
      must(!held.has(key) || lost, 'reached-once', () => `${key} was reached twice, now by ${saleId}`);
      held.add(key);
    }
  }
}

/** What a till gave on a day, of sales that nobody ever wanted to bring back. */
function checkCaps({ truth }: World): void {
  const sums = new Map<string, number>();
  for (const sale of truth.tellings()) {
    if (truth.wasWantedBack(sale.saleId)) continue;
    for (const name of [`till ${sale.box} ${sale.day}`, `member ${sale.box} ${sale.day} ${sale.walletId}`])
      sums.set(name, (sums.get(name) ?? 0) + pointsOf(sale));
  }
  for (const [name, points] of sums) {
    const most = name.startsWith('till') ? pointCaps.perTillDay : pointCaps.perDay;
    must(points <= most, 'within-caps', () => `${name} had ${points} points, ${most} are allowed`);
  }
}

const pointsOf = ({ outcome }: ToldSale): number =>
  outcome.awards.reduce((sum, { programId, amount }) => sum + (programId === 'points' ? amount : 0), 0);
