import type { Fact } from '../ledger/events.ts';
import { lotOf } from '../ledger/posting.ts';
import type { ConfiguredProgram } from '../programs/programs.ts';

/** The kinds of programs that may have a limit. */
export const limitedKinds: readonly string[] = ['coupons', 'experiences'];

/** How often a coupon may be used in all, or how many places there are, by the program; null for no end. */
export const limitOf = ({ program, setup }: Pick<ConfiguredProgram, 'program' | 'setup'>): number | null =>
  program.coupon(setup)?.limit ?? program.places(setup)?.quota ?? null;

const usesLot = lotOf('1970-01-01', null);

/**
 * Opens the uses of limited coupons and the places that nobody opened yet: all of a new one, the rest of one whose limit was raised. Said
 * by the one place that counts for everybody: the centre, or a till that works alone. A coupon's days are its program's, so its uses have no end;
 * and always the same lot, so that those a restored centre opens anew are the ones that tills hold of it.
 */
export const openCampaigns = (
  programs: readonly ConfiguredProgram[],
  openedOf: (campaignId: string) => number,
): Extract<Fact, { type: 'CampaignOpened' }>[] =>
  programs.flatMap((configured) => {
    const { programId: campaignId } = configured;
    const missing = (limitOf(configured) ?? 0) - openedOf(campaignId);
    if (missing <= 0) return [];
    return [{ type: 'CampaignOpened', body: { campaignId, limit: missing, lot: usesLot } }];
  });
