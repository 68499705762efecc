import type { Program } from './program.ts';
import { badges } from './badges/badges.program.ts';
import { benefits } from './benefits/benefits.program.ts';
import { cashback } from './cashback/cashback.program.ts';
import { challenges } from './challenges/challenges.program.ts';
import { coupons } from './coupons/coupons.program.ts';
import { experiences } from './experiences/experiences.program.ts';
import { giftCards } from './gift-cards/gift-cards.program.ts';
import { membership } from './membership/membership.program.ts';
import { occasions } from './occasions/occasions.program.ts';
import { points } from './points/points.program.ts';
import { referral } from './referral/referral.program.ts';
import { rewards } from './rewards/rewards.program.ts';
import { stamps } from './stamps/stamps.program.ts';
import { tiers } from './tiers/tiers.program.ts';

/** Every kind of loyalty program, alphabetically. */
export const programs: readonly Program[] = [
  badges,
  benefits,
  cashback,
  challenges,
  coupons,
  experiences,
  giftCards,
  membership,
  occasions,
  points,
  referral,
  rewards,
  stamps,
  tiers,
] as unknown as readonly Program[];

/** A program as a shop has set it up. `revision` is written into everything it grants. */
export interface ConfiguredProgram {
  programId: string;
  revision: number;
  program: Program;
  setup: unknown;
}

/** A stored set-up brought to life, or undefined when its type is unknown here or the set-up no longer fits. */
export function configure(row: {
  programId: string;
  type: string;
  revision: number;
  setup: string;
}): ConfiguredProgram | undefined {
  const program = programs.find((candidate) => candidate.type === row.type);
  const setup = program?.setup.safeParse(parsed(row.setup));
  if (!program || !setup?.success) return undefined;
  return { programId: row.programId, revision: row.revision, program, setup: setup.data };
}

/** The set-up came over the wire: one that is no JSON must not stop the till that reads it. */
function parsed(setup: string): unknown {
  try {
    return JSON.parse(setup);
  } catch {
    return undefined;
  }
}
