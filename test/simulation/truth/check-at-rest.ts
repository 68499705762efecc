import type { CentreState } from '../centre/centre-state.ts';
import type { World } from '../world/world.ts';
import {
  checkKnown,
  checkNothingOverdrawn,
  checkTables,
  checkTill,
  heldByCentre,
  risksAtCentre,
  salesAtCentre,
} from './at-rest.ts';
import { must } from './failure.ts';

/** All that must hold when everything is healed and nothing is left to do. */
export function checkAtRest(world: World): void {
  const state = world.centre.state();
  checkTables(state);
  checkNothingOverdrawn(state, state.tables.get('balances')?.keys() ?? []);
  for (const box of world.boxes()) {
    if (world.isRevoked(box)) continue;
    checkTill(box, state);
    checkKnown(box, state);
  }
  must(state.quarantine.length === 0, 'nothing-set-aside', () => state.quarantine.join('; '));
  checkSales(world, state);
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
  const risks = risksAtCentre(state);
  const held = heldByCentre(state);
  const truly = truth.balances((saleId) => stored.has(saleId));
  for (const key of new Set([...held.keys(), ...truly.keys(), ...risks.keys()])) {
    const ours = (held.get(key) ?? 0) - (risks.get(key)?.open ?? 0);
    const theirs = truly.get(key) ?? 0;
    must(ours === theirs, 'balances-are-true', () => `${key}: the ledger says ${ours}, people say ${theirs}`);
  }
  for (const [key, amount] of truly) {
    const named = risks.get(key)?.taken ?? 0;
    must(
      amount + named >= 0,
      'double-spend-is-named',
      () => `${-amount} of ${key} were handed out twice, and risks name ${named}`,
    );
  }
}
