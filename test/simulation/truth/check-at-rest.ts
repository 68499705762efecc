import { readEntries } from '#shared/projections/fold.ts';
import { today } from '../centre/centre-machine.ts';
import { mayStillCome, type CentreState } from '../centre/centre-state.ts';
import { shopSettings } from '../tills/shop.ts';
import type { World } from '../world/world.ts';
import {
  atRisk,
  checkDebts,
  checkKnown,
  checkNothingOverdrawn,
  checkRights,
  checkSums,
  checkTables,
  checkTill,
  checkTransit,
  heldByCentre,
  returnsAtCentre,
  risksAtCentre,
  salesAtCentre,
} from './at-rest.ts';
import { checkDeeds } from './check-deeds.ts';
import { checkCauses } from './check-risks.ts';
import { checkRefunds, owedByLogs, settledAtCentre } from './check-refunds.ts';
import { must } from './failure.ts';
import { createPeople } from './people.ts';

/** All that must hold when everything is healed and nothing is left to do. */
export function checkAtRest(world: World): void {
  const state = world.centre.state();
  checkTables(state);
  world.truth.heardOfReturns(returnsAtCentre(state));
  world.truth.saidAgain(atRisk(state));
  checkNothingOverdrawn(state, state.tables.get('balances')?.keys() ?? []);
  // The value behind it may still come with a till that was given up and has not come back.
  if (!mayStillCome(state)) checkTransit(state);
  checkSums(state);
  for (const box of world.boxes()) {
    if (world.isRevoked(box)) continue;
    checkTill(box, state);
    checkKnown(box, state);
  }
  must(state.quarantine.length === 0, 'nothing-set-aside', () => state.quarantine.join('; '));
  checkDebts(state, today(world.scheduler));
  checkRights(state, world.truth.leftOf());
  const revoked = new Set(world.boxes().flatMap((box) => (world.isRevoked(box) ? [box.name] : [])));
  checkRefunds(state, world.truth, (box) => revoked.has(box));
  checkSales(world, state);
  checkLimits(world, state);
  checkDeeds(world, state);
  checkCauses(world, state);
}

/** Every sale that was told is there, and what customers hold is what they were given. */
function checkSales({ truth }: World, state: CentreState): void {
  const stored = salesAtCentre(state);
  for (const { saleId, box } of truth.tellings())
    must(
      stored.has(saleId) || truth.mayBeLost(saleId),
      'told-is-kept',
      () => `${saleId}, told at ${box}, is in no log`,
    );
  // The right to refund is judged by itself.
  const byMember = memberKeys(state);
  const risks = byMember(
    new Map([...risksAtCentre(state)].filter(([key]) => !key.startsWith('sale:'))),
    (one, other) => ({ taken: one.taken + other.taken, open: one.open + other.open }),
  );
  const held = byMember(heldByCentre(state), add);
  const settled = settledAtCentre(state);
  const truly = byMember(
    truth.balances((saleId) => stored.has(saleId), settled),
    add,
  );
  for (const key of new Set([...held.keys(), ...truly.keys(), ...risks.keys()])) {
    const ours = (held.get(key) ?? 0) - (risks.get(key)?.open ?? 0);
    const theirs = truly.get(key) ?? 0;
    must(ours === theirs, 'balances-are-true', () => `${key}: the ledger says ${ours}, people say ${theirs}`);
  }
  const owed = byMember(truth.owed(settled), add);
  const inLogs = byMember(owedByLogs(state), add);
  for (const [key, amount] of truly) {
    const named = risks.get(key)?.taken ?? 0;
    must(
      amount + named + Math.max(owed.get(key) ?? 0, inLogs.get(key) ?? 0) >= 0,
      'double-spend-is-named',
      () => `${-amount} of ${key} were handed out twice, and risks name ${named}`,
    );
  }
}

const add = (one: number, other: number): number => one + other;

/** Puts together what is said of wallets between which value moved because they are one member's: people know of members, not of wallets. */
function memberKeys(state: CentreState) {
  const members = createPeople();
  for (const { envelopes } of state.logs.values())
    for (const { fact } of readEntries(envelopes.filter(({ type }) => type === 'ValueJoined')))
      if (fact.type === 'ValueJoined') members.join(fact.body.from, fact.body.into);
  const nameOf = (key: string): string => {
    const [, walletId, unit] = /^wallet:(\S+) (.*)$/.exec(key) ?? [];
    return walletId === undefined ? key : `wallet:${members.of(walletId).sort()[0]} ${unit}`;
  };
  return <T>(said: ReadonlyMap<string, T>, plus: (one: T, other: T) => T): Map<string, T> => {
    const sums = new Map<string, T>();
    for (const [key, value] of said) {
      const known = sums.get(nameOf(key));
      sums.set(nameOf(key), known === undefined ? value : plus(known, value));
    }
    return sums;
  };
}

/** No till took more risk on a day, and for nobody more, than the owner allows. Starting over is no risk that anybody took. */
function checkLimits({ schedule }: World, state: CentreState): void {
  if (schedule.faults.some(({ kind }) => ['cloned', 'restored', 'excluded'].includes(kind))) return;
  const { limits } = shopSettings(0, schedule).drawers;
  const sums = new Map<string, number>();
  for (const { row } of state.tables.get('risks')?.values() ?? []) {
    // No till took what the centre found to be handed out twice.
    if (row['sale_id'] === null) continue;
    const [till, day, holder] = [row['till'], row['day'], row['holder']].map(String);
    for (const name of [`till ${till} ${day}`, `holder ${till} ${day} ${holder}`])
      sums.set(name, (sums.get(name) ?? 0) + Number(row['worth_minor']));
  }
  for (const [name, minor] of sums) {
    const limit = name.startsWith('till') ? limits.perTillMinor : limits.perMemberMinor;
    must(minor <= limit, 'risk-within-limits', () => `${name} took ${minor}, allowed are ${limit}`);
  }
}
