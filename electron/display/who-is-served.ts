import type { VisitView } from '#shared/api/checkout.api.ts';

/** Whom the display speaks to: who is at the counter, and after a sale whoever it was made to. */
export interface WhoIsServed {
  /** Takes in every change of the counter, in order. */
  follow(view: Pick<VisitView, 'member' | 'lastOutcome'>): void;
  walletId(): string | undefined;
}

/** A sale's outcome does not name its member, and a stranger's sale must not be thanked for in a member's name. */
export function whoIsServed(): WhoIsServed {
  let present: string | undefined;
  let sold: { saleId: string; walletId: string | undefined } | undefined;
  return {
    follow({ member, lastOutcome }) {
      if (!lastOutcome) sold = undefined;
      else if (sold?.saleId !== lastOutcome.saleId) sold = { saleId: lastOutcome.saleId, walletId: present };
      present = member?.walletId;
    },
    walletId: () => present ?? sold?.walletId,
  };
}
