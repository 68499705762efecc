import type { World } from '../world/world.ts';
import {
  checkKnown,
  checkNothingOverdrawn,
  checkTables,
  checkTill,
  heldByCentre,
  salesAtCentre,
} from './at-rest.ts';
import { must } from './failure.ts';

/** All that must hold when everything is healed and nothing is left to do. */
export function checkAtRest(world: World): void {
  const state = world.centre.state();
  checkTables(state);
  checkNothingOverdrawn(state, state.tables.get('balances')?.keys() ?? []);
  for (const box of world.boxes()) {
    checkTill(box, state);
    checkKnown(box, state);
  }
  must(state.quarantine.length === 0, 'nothing-set-aside', () => state.quarantine.join('; '));
  checkSales(world);
}

/** Every sale that was told is there, and what customers hold is what they were given. */
function checkSales(world: World): void {
  const state = world.centre.state();
  const stored = salesAtCentre(state);
  const lost = new Set<string>();
  for (const { saleId, box } of world.truth.tellings()) {
    must(stored.has(saleId), 'told-is-kept', () => `${saleId}, told at ${box}, is in no log`);
  }
  const held = heldByCentre(state);
  const truly = world.truth.balances(lost);
  for (const key of new Set([...held.keys(), ...truly.keys()])) {
    const [ours, theirs] = [held.get(key) ?? 0, truly.get(key) ?? 0];
    must(ours === theirs, 'balances-are-true', () => `${key}: the ledger says ${ours}, people say ${theirs}`);
  }
}
