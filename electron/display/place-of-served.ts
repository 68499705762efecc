import type { PlaceOnBoard } from '#shared/api/leaderboard.api.ts';
import type { WalletId } from '#shared/members/wallet.ts';
import type { MembersBoard } from '#electron/members/members-board.ts';
import type { WhoIsServed } from './who-is-served.ts';

/** Where whoever is served stands on the leaderboard. Counted behind the counter's back, and told when it is known. */
export interface PlaceOfServed {
  /** Asks anew; somebody else's place is no longer told at once. */
  follow(): void;
  get(): PlaceOnBoard | null;
}

export function placeOfServed(
  served: Pick<WhoIsServed, 'walletId'>,
  board: Pick<MembersBoard, 'placeOf'>,
  changed: () => void,
): PlaceOfServed {
  let known: { walletId: WalletId; place: PlaceOnBoard | null } | undefined;
  let asked = 0;
  return {
    follow() {
      const walletId = served.walletId();
      asked += 1;
      if (walletId === undefined) return;
      const mine = asked;
      board.placeOf(walletId).then(
        (place) => {
          // Who asked later hears later: of two answers only the last one holds.
          if (mine !== asked) return;
          known = { walletId, place };
          changed();
        },
        // A display has nobody who could do anything about it: it shows none.
        () => {},
      );
    },
    get: () => (known !== undefined && known.walletId === served.walletId() ? known.place : null),
  };
}
