import { sumOf } from '#shared/ledger/posting.ts';
import { walletHolder } from '#shared/members/wallet.ts';
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
import type { Effect } from './effects.ts';
import { truthKey } from './truth.ts';

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
  const risks = new Map([...risksAtCentre(state)].filter(([key]) => !key.startsWith('sale:')));
  const held = heldByCentre(state);
  const settled = settledAtCentre(state);
  const truly = truth.balances((saleId) => stored.has(saleId), settled);
  for (const { holder, unit, amount } of joinedIn(state)) {
    const key = truthKey(holder, unit);
    truly.set(key, (truly.get(key) ?? 0) + amount);
  }
  for (const key of new Set([...held.keys(), ...truly.keys(), ...risks.keys()])) {
    const ours = (held.get(key) ?? 0) - (risks.get(key)?.open ?? 0);
    const theirs = truly.get(key) ?? 0;
    must(ours === theirs, 'balances-are-true', () => `${key}: the ledger says ${ours}, people say ${theirs}`);
  }
  const owed = truth.owed(settled);
  const inLogs = owedByLogs(state);
  for (const [key, amount] of truly) {
    const named = risks.get(key)?.taken ?? 0;
    must(
      amount + named + Math.max(owed.get(key) ?? 0, inLogs.get(key) ?? 0) >= 0,
      'double-spend-is-named',
      () => `${-amount} of ${key} were handed out twice, and risks name ${named}`,
    );
  }
}

/** What moved between wallets of one member, debts counted: people know of members, and not in which wallet their value lies. */
function joinedIn(state: CentreState): Effect[] {
  const facts = [...state.logs.values()].flatMap(({ envelopes }) =>
    readEntries(envelopes.filter(({ type }) => type === 'ValueJoined')).map(({ fact }) => fact),
  );
  return facts.flatMap((fact): Effect[] => {
    if (fact.type !== 'ValueJoined') return [];
    const { from, into, unit, parts, debts } = fact.body;
    const amount = sumOf(parts) - sumOf(debts);
    return [
      { holder: walletHolder(from), unit, amount: -amount },
      { holder: walletHolder(into), unit, amount },
    ];
  });
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
