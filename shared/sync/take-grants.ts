import type { Writer } from '../ledger/drawer.ts';
import type { Fact } from '../ledger/events.ts';
import type { TillState } from '../ledger/till-state.ts';
import type { Grant } from './protocol.ts';

/** What a till knows of the grants it was sent before. */
export interface GrantsSoFar {
  till: Writer;
  state: TillState;
  /** The centre's generation as the till keeps it. Grants of any other are void. */
  generation: number;
  /** The number of the last grant taken in under this generation; 0 for none. */
  after: number;
}

/**
 * The facts by which a till takes grants into its drawer: each once, in the order of their numbers. One that was seen, that is meant
 * for somebody else, of another generation, or behind a gap brings nothing; it does not matter how often or how late it is told.
 */
export function takeGrants(
  grants: readonly Grant[],
  { till, state, generation, after }: GrantsSoFar,
): Fact[] {
  if (state !== 'sound') return [];
  let last = after;
  return [...grants]
    .sort((a, b) => a.number - b.number)
    .flatMap((grant): Fact[] => {
      if (grant.to !== till || grant.generation !== generation || grant.number !== last + 1) return [];
      last = grant.number;
      const { grantId, number, holder, unit, parts } = grant;
      return [{ type: 'RightsAccepted', body: { grantId, generation, number, holder, unit, parts } }];
    });
}
