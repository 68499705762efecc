import { must } from './failure.ts';
import { challengeId, challengePoints } from '../tills/shop.ts';
import { campaign, couponUses, giftUnit, type ToldReturn, type ToldSale } from './effects.ts';

/** However a sale came back in parts, all that it earned is asked back once, and all that was paid for it is paid back. */
export function checkWhole({ saleId, outcome }: ToldSale, returns: readonly ToldReturn[]): void {
  const money = returns.reduce((sum, { reversal }) => sum + reversal.money.minor, 0);
  must(
    money === outcome.due.minor,
    'parts-make-a-whole',
    () => `${saleId} brought back ${money} of ${outcome.due.minor} minor units`,
  );
  const given = (code: string, unit: string) =>
    sumOf(
      returns
        .flatMap(({ reversal }) => reversal.steps)
        .filter((step) => step.code === code && step.unit === unit),
    );
  const paid = outcome.giftCards.reduce((sum, card) => sum + card.paidMinor, 0);
  const filled = given('CARD_GIVEN_BACK', giftUnit);
  must(
    filled === paid,
    'parts-make-a-whole',
    () => `${saleId} took ${paid} of a gift card, and gave it back ${filled}`,
  );
  const [uses, again] = [couponUses({ outcome }).length, given('GIVEN_BACK', campaign[1])];
  // A use that its till had to book as a risk stays one, and the refund says so.
  must(
    again === uses || given('AT_RISK', campaign[1]) > 0,
    'parts-make-a-whole',
    () => `${saleId} used the coupon ${uses} times, and gave back ${again}`,
  );
  // What a goal brought goes with whichever sale makes it missed.
  const own = outcome.awards.filter(({ programId }) => programId !== challengeId);
  const missed = given('REACHED_NO_MORE', `coupon:${challengeId}`) * challengePoints;
  const all = [...own, ...(outcome.claim?.value ?? [])];
  for (const unit of new Set(all.map((award) => award.unit))) {
    const earned =
      sumOf(all.filter((award) => award.unit === unit)) + (unit === 'points:points' ? missed : 0);
    const asked = sumOf(
      returns
        .flatMap(({ reversal }) => reversal.steps)
        .filter(
          (step) =>
            step.unit === unit &&
            ['CLAIM_LESSENED', 'CLAWED_BACK', 'DEBT_MADE', 'FORGIVEN'].includes(step.code),
        ),
    );
    must(
      asked === earned,
      'parts-make-a-whole',
      () => `${saleId} earned ${earned} ${unit}, and ${asked} were asked back`,
    );
  }
}

const sumOf = (some: readonly { amount: number }[]): number =>
  some.reduce((sum, { amount }) => sum + amount, 0);
