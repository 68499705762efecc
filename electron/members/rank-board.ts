import type { WalletId } from '#shared/members/wallet.ts';
import { createRanking, type Ranking } from '#shared/members/leaderboard.ts';
import { mainWallet, type Alias } from '#shared/visit/main-wallet.ts';
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
    const merged = mergedAway(look.aliases());
    for (let after = ''; ;) {
      const page = board.page(month, after, atOnce);
      for (const one of page) if (!merged.has(one.id)) ranking.add(one);
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
    if (latest?.month !== month || latest.changes !== changes)
      latest = { month, changes, ranking: walkAll(month) };
    return latest.ranking;
  };
}

/** Who counts as somebody else now. */
function mergedAway(aliases: readonly Alias[]): ReadonlySet<WalletId> {
  return new Set(aliases.map(({ from }) => from).filter((from) => mainWallet(from, aliases) !== from));
}
