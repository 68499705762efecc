/** What the barrier asks of each till. */
export interface CheckedIn {
  state: 'active' | 'revoked' | 'excluded';
  /** The newest generation under which we know its whole log; 0 for none. */
  checkedIn: number;
}

/**
 * Whether the centre may grant and spend. After a restore it does not know what it gave away since its backup; every till's log
 * tells. So it waits for each of them, but for those the owner gave up: their value is his to decide about.
 */
export const mayGrant = (generation: number, tills: readonly CheckedIn[]): boolean =>
  tills.every(({ state, checkedIn }) => state !== 'active' || checkedIn >= generation);
