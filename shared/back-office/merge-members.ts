import { ok, refuse, type Result } from '../base/result.ts';
import type { OperatorId } from '../ledger/decision.ts';
import type { Fact } from '../ledger/events.ts';
import type { WalletId } from '../members/wallet.ts';
import { mainWallet, type Alias } from '../visit/main-wallet.ts';

/** Two wallets that are one member's, or are not after all. */
export interface MergeWanted {
  from: WalletId;
  into: WalletId;
  by: OperatorId;
}

/** Why two wallets are not merged, or not parted. */
export type MergeRefusal = { code: 'MEMBERS_ARE_ONE' } | { code: 'MEMBERS_ARE_TWO' };

/** From now on the cards of `from` open `into`, and what lies in either counts for both. Value stays in its wallet until it is used, so it can be undone. */
export function mergeMembers(
  { from, into, by }: MergeWanted,
  aliases: readonly Alias[],
): Result<Fact[], MergeRefusal> {
  // Also a circle is one member already.
  if (mainWallet(from, aliases) === mainWallet(into, aliases)) return refuse({ code: 'MEMBERS_ARE_ONE' });
  if (aliases.some((alias) => alias.from === from)) return refuse({ code: 'MEMBERS_ARE_ONE' });
  return ok([{ type: 'MembersMerged', body: { from, into, by } }]);
}

/** Parts two wallets again: each has what lies in it. Only the very merge that was made can be undone. */
export function undoMerge(
  { from, into, by }: MergeWanted,
  aliases: readonly Alias[],
): Result<Fact[], MergeRefusal> {
  if (!aliases.some((alias) => alias.from === from && alias.into === into))
    return refuse({ code: 'MEMBERS_ARE_TWO' });
  return ok([{ type: 'MergeUndone', body: { from, into, by } }]);
}
