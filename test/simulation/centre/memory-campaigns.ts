import { limitedKinds, openCampaigns } from '#shared/back-office/open-campaigns.ts';
import { configure } from '#shared/programs/programs.ts';
import type { Row } from '#shared/projections/projection.ts';
import type { CentreMachine } from './centre-machine.ts';
import { rowsOf, type CentreState } from './centre-state.ts';
import { appendOwn } from './write-log.ts';

/** Opens the uses of limited coupons, as `central/store/open-limited.ts` does. */
export function openLimited(state: CentreState, machine: CentreMachine, transaction: number): number {
  const newest = new Map<string, Row>();
  for (const row of rowsOf(state, 'programs')) {
    const before = newest.get(String(row['program_id']));
    if (!before || Number(before['revision']) < Number(row['revision']))
      newest.set(String(row['program_id']), row);
  }
  const programs = [...newest.values()]
    .filter((row) => limitedKinds.includes(String(row['type'])) && row['ended'] !== 1)
    .flatMap((row) => {
      const [programId, type, setup] = [row['program_id'], row['type'], row['setup']].map(String);
      if (programId === undefined || type === undefined || setup === undefined) return [];
      return configure({ programId, type, setup, revision: Number(row['revision']) }) ?? [];
    });
  const opened = new Map(
    rowsOf(state, 'campaigns').map((row) => [String(row['campaign_id']), Number(row['opened'])]),
  );
  const facts = openCampaigns(programs, (id) => opened.get(id) ?? 0);
  appendOwn(state, machine, facts, transaction);
  return facts.length;
}
