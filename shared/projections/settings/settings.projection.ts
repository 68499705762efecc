import type { Projection } from '../projection.ts';

/** Every change of the shop's rules. Two tills that made the same revision apart agree on one, whoever arrives first. */
export const settings: Projection = {
  name: 'settings',
  version: 1,
  forTills: true,
  table: {
    name: 'settings',
    key: { setting: 'text', revision: 'integer' },
    columns: { value: { type: 'text', merge: 'max' } },
  },
  rowsOf(fact) {
    if (fact.type !== 'SettingsChanged') return [];
    const { setting, revision, value } = fact.body;
    return [{ setting, revision, value }];
  },
};
