import type { Want } from '#shared/sync/protocol.ts';
import { holderKind } from '#shared/ledger/holder.ts';
import { sumOf } from '#shared/ledger/posting.ts';
import { walletHolder } from '#shared/members/wallet.ts';
import type { Store } from '#electron/store/store.ts';
import type { CentreClient } from './centre-client.ts';
import type { Line } from './line.ts';
import { acceptGrants, lastGrant, type Counter } from './pull.ts';

/** Asks the centre for value that a customer at the counter needs, and takes in what it grants. Answers what is still short. */
export type AskRights = (wants: readonly Want[], signal?: AbortSignal) => Promise<Want[]>;

/** The most that one question may be about. */
const mostWants = 20;

/** Rights by way of the line. Trouble when the centre does not answer, or not before `signal`. */
export function createRights(
  store: Store,
  centre: CentreClient,
  line: Line,
  counter: Pick<Counter, 'time' | 'committed'>,
): AskRights {
  return async (wants, signal) => {
    if (wants.length === 0 || store.standing.state() !== 'sound') return [...wants];
    const asked = wants.flatMap((want) => inWallets(want, store)).slice(0, mostWants);
    const { grants, short } = await line.ask((pass) =>
      centre.rights(pass, { wants: asked, after: lastGrant(store) }, signal),
    );
    const taken = store.atOnce(() => acceptGrants(store, grants, counter.time()));
    if (taken.length > 0) counter.committed(taken);
    return [...short, ...wants.slice(mostWants)];
  };
}

/** What a member wants lies in whichever of their wallets it does: each is asked for what it has elsewhere, the first for the rest. */
function inWallets(want: Want, { look, writer }: Store): Want[] {
  const wallets =
    holderKind(want.holder) === 'wallet' ? look.walletsOf(want.holder.slice('wallet:'.length)) : [];
  if (wallets.length < 2) return [want];
  let left = want.amount;
  const wants = wallets.map((walletId): Want => {
    const holder = walletHolder(walletId);
    const away = look.heldBy(holder).filter(({ drawer, unit }) => drawer !== writer && unit === want.unit);
    const amount = Math.min(left, Math.max(0, sumOf(away)));
    left -= amount;
    return { ...want, holder, amount };
  });
  return wants
    .map((one, place) => (place === 0 ? { ...one, amount: one.amount + left } : one))
    .filter(({ amount }) => amount > 0);
}
