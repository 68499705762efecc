import type { WalletId } from '#shared/members/wallet.ts';
import { createRanking, type Ranking } from '#shared/members/leaderboard.ts';
import type { Store } from '#electron/store/store.ts';

/** So many are looked at between two breaths, in which a scan or a sale goes first. */
const atOnce = 500;
/** So often a board is begun anew because something was written meanwhile; the next question begins another. */
const mostTries = 3;
/** So many of the board are kept to be shown. */
export const mostShown = 100;

/** Ranks everybody who takes part in a month's board, as this till knows. */
export type RankBoard = (month: string) => Promise<Ranking<WalletId>>;

/**
 * Walks all who take part, in slices of about a millisecond with a breath between them, so that a scan or a sale never waits for it.
 * Whoever asks for the same while nothing was written gets the same walk. Who was merged into somebody else counts no more.
 */
export function createRankBoard(store: Pick<Store, 'look' | 'profiles'>): RankBoard {
  const { look, profiles } = store;
  const { board } = profiles;
  let latest: { month: string; changes: number; ranking: Promise<Ranking<WalletId>> } | undefined;

  /** Undefined when something was written meanwhile, unless that shall not matter. */
  const walk = async (month: string, anyway: boolean): Promise<Ranking<WalletId> | undefined> => {
    const changes = board.changes();
    const ranking = createRanking<WalletId>(mostShown);
    const merged = new Set(look.aliases().map(({ from }) => from));
    // Of two who were merged into each other at two tills one stays who they are.
    const isAnother = (id: WalletId): boolean => merged.has(id) && look.mainOf(id) !== id;
    for (let after = ''; ;) {
      const page = board.page(month, after, atOnce);
      for (const one of page) if (!isAnother(one.id)) ranking.add(one);
      const last = page.at(-1);
      if (!last || page.length < atOnce) return ranking;
      after = last.id;
      await new Promise<void>((next) => void setImmediate(next));
      if (!anyway && board.changes() !== changes) return undefined;
    }
  };
  const walkAll = async (month: string): Promise<Ranking<WalletId>> => {
    for (let tries = 1; ; tries += 1) {
      const ranking = await walk(month, tries >= mostTries);
      if (ranking) return ranking;
    }
  };
  return (month) => {
    const changes = board.changes();
    if (latest?.month === month && latest.changes === changes) return latest.ranking;
    const ranking = walkAll(month);
    const begun = { month, changes, ranking };
    latest = begun;
    // Whoever asks next tries anew; who asked for this one hears what went wrong.
    ranking.catch(() => {
      if (latest === begun) latest = undefined;
    });
    return ranking;
  };
}
