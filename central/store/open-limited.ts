import { limitedKinds, openCampaigns } from '#shared/back-office/open-campaigns.ts';
import { configure } from '#shared/programs/programs.ts';
import { appendOwn, type CentreMachine } from './own-log.ts';
import type { Transaction } from './postgres.ts';

interface ProgramRow {
  programId: string;
  type: string;
  revision: number;
  setup: string;
  ended: number;
}

/**
 * Opens the uses of limited coupons that tills set up, in the centre's drawer, from where tills lease them. Call with the centre's log
 * locked. Answers how many facts that came to.
 */
export async function openLimited(tx: Transaction, machine: CentreMachine): Promise<number> {
  const { rows } = await tx.query<ProgramRow>(
    `SELECT DISTINCT ON (program_id) program_id AS "programId", type, revision, setup, ended FROM programs
     WHERE type = ANY($1) ORDER BY program_id, revision DESC`,
    [limitedKinds],
  );
  const programs = rows.flatMap((row) => (row.ended === 1 ? [] : (configure(row) ?? [])));
  if (programs.length === 0) return 0;
  const { rows: campaigns } = await tx.query<{ id: string; opened: number }>(
    'SELECT campaign_id AS id, opened FROM campaigns WHERE campaign_id = ANY($1)',
    [programs.map(({ programId }) => programId)],
  );
  const opened = new Map(campaigns.map((campaign) => [campaign.id, Number(campaign.opened)]));
  const facts = openCampaigns(programs, (id) => opened.get(id) ?? 0);
  await appendOwn(tx, machine, facts);
  return facts.length;
}
