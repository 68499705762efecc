import { expect, test } from 'vitest';
import { limitedKinds } from '../back-office/open-campaigns.ts';
import { mayBeSettled } from './settle.ts';

test('the centre opens at once what may have a limit, and waits for nothing else that is set up', () => {
  const setUp = (type: string) =>
    mayBeSettled({
      type: 'ProgramConfigured',
      body: { programId: 'tasting', type, revision: 1, setup: '{"name":"Tasting","quota":4}' },
    });
  expect(limitedKinds.filter((type) => !setUp(type))).toEqual([]);
  expect(setUp('points')).toBe(false);
});
