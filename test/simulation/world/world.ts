import path from 'node:path';
import type { LanguageTag, Say } from '#shared/base/language.ts';
import { centre as centreWriter } from '#shared/ledger/drawer.ts';
import type { Envelope } from '#shared/ledger/envelope.ts';
import { postingsOf } from '#shared/ledger/envelope.ts';
import { campaignHolder } from '#shared/ledger/holder.ts';
import { giftCardHolder } from '#shared/members/wallet.ts';
import type { HomeRule } from '#shared/sync/placement.ts';
import { readEntries } from '#shared/projections/fold.ts';
import type { Performed } from '../centre/operation.ts';
import { createMemoryCentre, type MemoryCentre } from '../centre/memory-centre.ts';
import type { ReturnPlan, Schedule, VisitPlan } from '../schedule/schedule.ts';
import { startMs } from '../schedule/schedule-start.ts';
import { cardIdOf } from '#shared/members/wallet.ts';
import { createCustomer, sha256, type Customer } from '../tills/customer.ts';
import { campaignId, shopSettings } from '../tills/shop.ts';
import { giftIdOf, serve } from '../tills/serve.ts';
import { takeBack } from '../tills/take-back.ts';
import { newTillFile, removeDisks } from '../tills/till-files.ts';
import { createTillBox, removeBox, type TillBox } from '../tills/till-box.ts';
import { virtualClient } from '../tills/virtual-client.ts';
import { Failure } from '../truth/failure.ts';
import { checkNothingOverdrawn, salesAtCentre, salesOnDisk } from '../truth/at-rest.ts';
import { createTruth, type Truth } from '../truth/truth.ts';
import { must } from '../truth/failure.ts';
import { chanceOf, happens } from './chance-of.ts';
import { createDoings } from './doings.ts';
import { virtualMachine } from './machine.ts';
import { createLosses } from './losses.ts';
import { createNetwork, type Network } from './network.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';
import { restlessness } from './restlessness.ts';
import { createStoryLine, type StoryLine } from './story-line.ts';
import { weatherAt } from './weather.ts';

export interface WorldOptions {
  schedule: Schedule;
  /** Where the disks lie. */
  dir: string;
  say: Say;
  language?: LanguageTag;
  /** Whether somebody will read the story line. */
  traced: boolean;
  /** Hears what the centre does, to have another one do it again. */
  performed?: ((done: Performed) => void) | undefined;
  homeRule?: HomeRule | undefined;
}

/** Tills, customers, a network and a centre, turning by virtual time. */
export interface World {
  readonly schedule: Schedule;
  readonly scheduler: Scheduler;
  readonly centre: MemoryCentre;
  readonly network: Network;
  readonly truth: Truth;
  readonly line: StoryLine;
  readonly customers: readonly Customer[];
  /** All machines, also copies. */
  boxes(): readonly TillBox[];
  /** Starts a machine on a disk. */
  addBox(name: string, number: number, file: string): TillBox;
  /** The owner no longer trusts what this machine writes. */
  revoke(box: TillBox): void;
  isRevoked(box: TillBox): boolean;
  /** The owner does not wait for this machine after a restore of the centre. It may come back. */
  exclude(box: TillBox): void;
  /** Whether a cashier stands there with a customer. */
  isServing(box: TillBox): boolean;
  /** Somebody finds the second machine of a name, and puts it away once nothing waits on it. */
  switchOffCopies(): void;
  /** A disk was put back: what stands nowhere any more is lost. */
  countLosses(): void;
  /** How often which code was refused at the counters. */
  refusals(): ReadonlyMap<string, number>;
  /** From now on the faults are over: everything is reachable, lit and has room. */
  heal(): void;
  healed(): boolean;
  /** What is still left to be done; nothing when all is calm. */
  unrest(): string[];
  /** Lets time pass. Throws the first Failure that anybody noticed. */
  pass(untilMs: number): Promise<void>;
  fileFor(name: string): string;
  close(): void;
}

/** Sets up the world of a schedule, at its first moment. */
export function createWorld({ schedule, dir, say, traced, performed, homeRule }: WorldOptions): World {
  const { seed, tills } = schedule;
  const scheduler = createScheduler(startMs);
  const line = createStoryLine(traced, scheduler.now, startMs);
  const truth = createTruth(schedule.limit, schedule.features);
  if (schedule.drawers?.offline?.['default'] === 'bounded') truth.allowDouble();
  const refusals = new Map<string, number>();
  let broken: unknown;
  let healed = false;
  let open = 0;
  let grownAtMs = startMs;
  const breaks = (error: unknown): void => {
    broken ??= error;
  };
  const weather = weatherAt(schedule, scheduler.now, () => healed);
  const network = createNetwork({
    seed,
    scheduler,
    timeoutMs: 15_000,
    ...weather,
  });
  const slow = chanceOf(seed, 'slow');
  const boxes: TillBox[] = [];
  const revoked = new Set<number>();
  const serving = new Set<TillBox>();
  const isRevoked = ({ number }: TillBox): boolean => revoked.has(number);
  const lifeOf = (box: TillBox) => (box.disk.isCut() ? undefined : box.life());
  const listening = (writer: string): TillBox[] =>
    boxes.filter((box) => lifeOf(box)?.store.writer === writer && weather.reachable(box.name));
  const notices = chanceOf(seed, 'notices');
  const centre = createMemoryCentre({
    scheduler,
    machine: virtualMachine(seed, 'centre', scheduler.now),
    transactionMs: () => (weather.slow() ? slow.int(0, 20_000) : 0),
    pageRows: chanceOf(seed, 'page').pick([3, 20, 5_000]),
    broken: breaks,
    ...(homeRule && { homeRule }),
    performed: (done) => performed?.(done),
    listens: (writer) => listening(writer).length > 0,
    notify(writer) {
      for (const box of listening(writer)) {
        const { lossPercent } = weather.weather(box.name);
        const delay = notices.int(5, 400);
        if (!happens(notices, lossPercent)) scheduler.after(delay, () => lifeOf(box)?.hear());
      }
    },
    committed(writer, fresh) {
      grownAtMs = scheduler.now();
      line.tell(`centre stores ${writer} up to ${fresh.at(-1)?.seq ?? 0}`);
      if (writer === centreWriter) truth.madeGood(fresh);
      try {
        checkNothingOverdrawn(centre.state(), placesOf(fresh));
      } catch (error) {
        breaks(error);
      }
    },
  });
  const fileFor = (name: string): string => path.join(dir, `${seed}-${name}.db`);
  const addBox = (name: string, number: number, file: string): TillBox => {
    const box = createTillBox({
      seed,
      name,
      number,
      settings: shopSettings(number, schedule),
      file,
      scheduler,
      say,
      client: () => virtualClient(name, network, centre),
      committed: (at, envelopes) => line.tell(`${at.name} wrote ${describe(envelopes)}`),
      says: (sentence) => line.tell(`${name} says: ${sentence}`),
      broken: breaks,
    });
    boxes.push(box);
    return box;
  };
  const losses = createLosses({ truth, line, state: centre.state, boxes });
  const counters = new Map<string, Promise<unknown>>();
  const customers = Array.from({ length: schedule.customers }, (_, number) => createCustomer(number));
  const wait = (ms: number): Promise<void> => new Promise((resolve) => scheduler.after(ms, resolve));

  const refused = (code: string): void => void refusals.set(code, (refusals.get(code) ?? 0) + 1);
  const sentBy = ({ number }: Customer): string | null =>
    customers[schedule.sentBy[number] ?? -1]?.card ?? null;
  const doings = createDoings({ truth, line, customers, sentBy, refused, wait });

  const visit = async (plan: VisitPlan, saleId: string): Promise<void> => {
    const customer = customers[plan.customer] as Customer;
    const at = boxes.filter(({ number }) => number === plan.till);
    const box = chanceOf(seed, 'which', saleId).pick(at);
    serving.add(box);
    const before = losses.times();
    const online = weather.reachable(box.name);
    const { load } = plan;
    const loadId = loadOf(saleId);
    if (load) truth.asks(loadId, giftCardHolder(giftIdOf(load.card)), load.amountMinor);
    const { card } = customer;
    const {
      told,
      loaded,
      refusals: seen,
    } = await serve(box, customer, plan, { saleId, loadId, sentBy: sentBy(customer) }, wait);
    serving.delete(box);
    truth.answered(loadId);
    for (const code of seen) refused(code);
    if (seen.length > 0) line.tell(`${box.name} refused customer ${plan.customer}: ${seen.join(', ')}`);
    for (const one of [loaded, told]) {
      if (!one) continue;
      line.tell(`${box.name} told customer ${plan.customer} of ${one.saleId}`);
      must(
        truth.alike(customer.walletId).includes(one.walletId),
        'credited-to-the-customer',
        () => `${one.saleId} of customer ${plan.customer} is that of ${one.walletId}`,
      );
      must(
        one === loaded || plan.bare || truth.deeds.blocked().get(cardIdOf(card, sha256)) !== box.name,
        'blocked-card-opens-nothing',
        () => `${box.name} blocked the card of customer ${plan.customer}, and sold ${one.saleId} with it`,
      );
      truth.told({ ...one, online });
      doings.sold({ ...one, online });
      if (before !== losses.times()) losses.note();
      // What a revoked till did not upload before is lost with it.
      if (isRevoked(box)) truth.lose([one.saleId]);
    }
    if (!told) return;
    const { papers } = told;
    customer.took(told.outcome, (id) => papers.get(id));
  };
  const bringBack = async (
    plan: VisitPlan,
    { percent, of, till }: ReturnPlan,
    goodsId: string,
    reversalId: string,
  ): Promise<void> => {
    const customer = customers[plan.customer] as Customer;
    const box = boxes.find(({ number }) => number === till);
    const saleId = of === 'load' ? loadOf(goodsId) : goodsId;
    const sold = truth.tellings().find((told) => told.saleId === saleId);
    if (!box || !sold) return;
    serving.add(box);
    const before = losses.times();
    const { total } = sold.outcome;
    const amountText = percent === 100 ? '' : (Math.ceil((total.minor * percent) / 100) / 100).toFixed(2);
    const paidBy = sold.giftCardId === null ? null : giftCardHolder(sold.giftCardId);
    if (sold.outcome.reductions.length > 0) truth.asks(reversalId, campaignHolder(campaignId), 1);
    if (paidBy && of === 'goods') truth.asks(reversalId, paidBy, total.minor);
    truth.wantsBack(saleId);
    const done = await takeBack(box, { reversalId, saleId, amountText }, wait);
    serving.delete(box);
    truth.answered(reversalId);
    if (!done) return;
    if ('refusal' in done) {
      refused(done.refusal);
      return;
    }
    line.tell(`${box.name} took ${saleId} back as ${reversalId}`);
    // What a receipt brought is asked back of whoever had it credited.
    const owner = (sold.claimId === null ? undefined : done.asked[0]) ?? sold.walletId;
    // What a revoked till pays back nobody will ever know.
    if (!isRevoked(box)) truth.tookBack({ ...done, reversalId, saleId, walletId: owner, box: box.name });
    if (before !== losses.times()) losses.note();
    customer.broughtBack(done.voided, done.restored);
  };
  /** One customer at a time at each counter, and nobody is at two counters at once. */
  const queue = (
    till: number,
    { customer }: Pick<VisitPlan, 'customer'>,
    come: () => Promise<void>,
  ): void => {
    const [counter, person] = [`till ${till}`, `customer ${customer}`];
    const before = Promise.all([counters.get(counter), counters.get(person)]);
    open += 1;
    const done = before
      .then(come)
      .catch(breaks)
      .finally(() => (open -= 1));
    counters.set(counter, done);
    counters.set(person, done);
  };

  for (let number = 0; number < tills; number += 1) {
    const file = fileFor(`till-${number}`);
    newTillFile(dir, number, schedule, file);
    const box = addBox(`till-${number}`, number, file);
    box.start();
  }
  for (const plan of schedule.visits) {
    const saleId = `sale-${seed}-${plan.number}`;
    scheduler.at(plan.atMs, () => queue(plan.till, plan, () => visit(plan, saleId)));
    for (const [index, back] of plan.returns.entries()) {
      const reversalId = `return-${seed}-${plan.number}-${index}`;
      scheduler.at(Math.min(plan.atMs + back.afterMs, startMs + schedule.lengthMs), () =>
        queue(back.till, plan, () => bringBack(plan, back, saleId, reversalId)),
      );
    }
    for (const [index, deed] of plan.deeds.entries()) {
      const commandId = `deed-${seed}-${plan.number}-${index}`;
      scheduler.at(Math.min(plan.atMs + deed.afterMs, startMs + schedule.lengthMs), () =>
        queue(deed.till, deed, async () => {
          const box = boxes.find(({ number }) => number === deed.till);
          if (!box) return;
          serving.add(box);
          await doings.happen(box, deed, { commandId, saleId });
          serving.delete(box);
        }),
      );
    }
  }

  return {
    schedule,
    scheduler,
    centre,
    network,
    truth,
    line,
    customers,
    boxes: () => boxes,
    addBox,
    refusals: () => refusals,
    heal() {
      healed = true;
      for (const box of boxes) {
        box.disk.setFull(false);
        if (box.disk.isCut()) box.stop();
        box.disk.powerBack();
        box.start();
      }
    },
    healed: () => healed,
    unrest: () => [
      ...(open > 0 ? [`${open} customers wait`] : []),
      ...(scheduler.now() < grownAtMs + settledMs ? ['what was stored last is still being told'] : []),
      ...boxes.flatMap((box) => (isRevoked(box) ? [] : restlessness(box, centre.state()))),
    ],
    revoke(box) {
      const writer = box.life()?.store.writer;
      if (writer === undefined) return;
      // What it sells from now on nobody will ever know.
      truth.allowDouble(box.name);
      centre.revoke(writer);
      revoked.add(box.number);
      losses.revoked((name) => isOf(box, name));
    },
    exclude(box) {
      const writer = box.life()?.store.writer;
      if (writer === undefined) return;
      // What it held is taken back as far as anybody knows of it; what it spends from now on may be gone already.
      truth.allowDouble(box.name);
      centre.exclude(writer);
    },
    switchOffCopies() {
      const kept = salesAtCentre(centre.state());
      for (const box of boxes.filter(isCopy)) {
        if (!box.start() || !salesOnDisk(box.file).every((saleId) => kept.has(saleId))) continue;
        line.tell(`${box.name} is switched off for good`);
        boxes.splice(boxes.indexOf(box), 1);
        removeBox(box);
      }
    },
    isRevoked,
    isServing: (box) => serving.has(box),
    countLosses: losses.putBack,
    async pass(untilMs) {
      await scheduler.runUntil(untilMs, () => {
        if (broken) throw asFailure(broken);
      });
    },
    fileFor,
    close() {
      for (const box of boxes) removeBox(box);
      removeDisks(dir, seed);
    },
  };
}

/** So long after the centre stored something everybody who is awake was told of it. */
const settledMs = 300_000;

const loadOf = (saleId: string): string => `${saleId}-load`;

const copyOf = '-copy';
const isCopy = ({ name }: TillBox): boolean => name.endsWith(copyOf);
const isOf = ({ number }: TillBox, name: string): boolean =>
  name === `till-${number}` || name === `till-${number}${copyOf}`;

const asFailure = (error: unknown): Error =>
  error instanceof Failure
    ? error
    : new Failure(
        'no-promise-broken',
        error instanceof Error ? (error.stack ?? error.message) : String(error),
      );

/** The rows of the balances that these events touched. */
function placesOf(envelopes: readonly Envelope[]): Set<string> {
  const places = new Set<string>();
  for (const { fact, envelope } of readEntries(envelopes))
    for (const { holder, unit, drawer, lot } of postingsOf(fact, envelope.writer))
      places.add(JSON.stringify([holder, unit, drawer, lot]));
  return places;
}

const describe = (envelopes: readonly Envelope[]): string =>
  envelopes.map(({ seq, type }) => `${seq} ${type}`).join(', ');
