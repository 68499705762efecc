import type { HeldLot, LookUp } from '#shared/visit/look-up.ts';

/**
 * Answers what a decision asks again without asking the ledger again. For one moment only: from before a decision until what it
 * decided is written. Whoever asks gets lots of their own, to reckon with.
 */
export function askedOnce(look: LookUp): LookUp {
  const lots = once(look.lots);
  const debts = once(look.debts);
  return {
    ...look,
    card: once(look.card),
    voucher: once(look.voucher),
    lots: (walletId) => lots(walletId).map(own),
    debts: (walletId) => debts(walletId).map(own),
    memberFacts: once(look.memberFacts),
  };
}

const own = (lot: HeldLot): HeldLot => ({ ...lot });

function once<Asked, Answer>(ask: (asked: Asked) => Answer): (asked: Asked) => Answer {
  const answers = new Map<Asked, Answer>();
  return (asked) => {
    if (answers.has(asked)) return answers.get(asked) as Answer;
    const answer = ask(asked);
    answers.set(asked, answer);
    return answer;
  };
}
