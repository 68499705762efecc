import type { Projection } from '../projection.ts';

/** Every set-up a program ever had. Two tills that made the same revision apart agree on one, whoever arrives first. */
export const programs: Projection = {
  name: 'programs',
  version: 2,
  forTills: true,
  table: {
    name: 'programs',
    key: { program_id: 'text', revision: 'integer' },
    columns: {
      type: { type: 'text', merge: 'max' },
      setup: { type: 'text', merge: 'max' },
      ended: { type: 'integer', merge: 'max' },
    },
  },
  rowsOf(fact) {
    if (fact.type !== 'ProgramConfigured') return [];
    const { programId, revision, type, setup, ended = false } = fact.body;
    return [{ program_id: programId, revision, type, setup, ended: ended ? 1 : 0 }];
  },
};
