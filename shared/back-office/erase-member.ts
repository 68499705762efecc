import { ok, refuse, type Result } from '../base/result.ts';
import type { OperatorId } from '../ledger/decision.ts';
import type { Fact } from '../ledger/events.ts';
import type { WalletId } from '../members/wallet.ts';

/** What erasing has to know of a member: whether there is one, and whether it was done before. */
export interface ErasableMember {
  erased: boolean;
}

/** Why nobody is erased. */
export type ErasureRefusal = { code: 'MEMBER_UNKNOWN' } | { code: 'MEMBER_ALREADY_ERASED' };

/** Forgets a person: whoever keeps the key to what is known of them destroys it when this is heard. The value stays, nobody's. */
export function eraseMember(
  walletId: WalletId,
  member: ErasableMember | undefined,
  by: OperatorId,
): Result<Fact[], ErasureRefusal> {
  if (!member) return refuse({ code: 'MEMBER_UNKNOWN' });
  if (member.erased) return refuse({ code: 'MEMBER_ALREADY_ERASED' });
  return ok([{ type: 'MemberErased', body: { walletId, by } }]);
}
