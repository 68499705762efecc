import { campaignHolder } from '../ledger/holder.ts';
import type { Lot, Unit } from '../ledger/posting.ts';
import type { Circumstances } from './look-up.ts';
import { goodOn, soonestFirst } from './spend-lots.ts';

/** A coupon that may be used so often by everybody together. Its uses are value of the campaign, and lie in drawers as any other. */
export interface Campaign {
  campaignId: string;
  limit: number;
}

/** Whether one more use lies here, and in which lot; else whether there is one anywhere, as far as this till heard. */
export type CampaignLeft =
  | { code: 'LEFT'; lot: Lot }
  | { code: 'USED_UP'; limit: number }
  | { code: 'USES_ELSEWHERE'; limit: number };

/** What a campaign's uses are counted in. */
export const usesUnit = (campaignId: string): Unit => `uses:${campaignId}`;

/** So many uses are asked for at once: a twentieth of all, so that every till may have some. */
export const blockOf = (limit: number): number => Math.min(25, Math.max(1, Math.floor(limit / 20)));

/** The next use after `taken` that a sale takes already. */
export function campaignLeft(
  { campaignId, limit }: Campaign,
  taken: number,
  { look, till, time }: Pick<Circumstances, 'look' | 'till' | 'time'>,
): CampaignLeft {
  const lots = look.heldBy(campaignHolder(campaignId));
  let passed = taken;
  for (const { lot, amount } of soonestFirst(
    goodOn(
      time.day,
      lots.filter(({ drawer }) => drawer === till),
    ),
  )) {
    if (passed < amount) return { code: 'LEFT', lot };
    passed -= amount;
  }
  const { opened, used } = look.campaign(campaignId);
  const gone = opened > 0 && used + taken >= opened;
  return { code: gone ? 'USED_UP' : 'USES_ELSEWHERE', limit };
}
