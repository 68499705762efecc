import { expect, test } from 'vitest';
import { configureProgram, type SetUpProgram } from './configure-program.ts';

const setup = JSON.stringify({ bp: 300, creditLifeDays: null });
const wanted = (more: Partial<SetUpProgram> = {}): SetUpProgram => ({
  programId: 'cashback',
  type: 'cashback',
  revision: 0,
  setup,
  ended: false,
  ...more,
});
const known = (revision: number, more: Partial<SetUpProgram> = {}): SetUpProgram[] => {
  const first = configureProgram(wanted(), []);
  const [fact] = first.ok ? first.value : [];
  if (fact?.type !== 'ProgramConfigured') throw new Error('not configured');
  return [{ ...wanted(), setup: fact.body.setup, revision, ...more }];
};

test('a new program is written down whole, its defaults with it', () => {
  const [{ setup: written }] = known(1) as [SetUpProgram];
  expect(JSON.parse(written)).toMatchObject({ bp: 300, pendingDays: 0, minimumMinor: 0 });
});

test('a change is the next revision, and no change is nothing', () => {
  const changed = configureProgram(
    wanted({ revision: 4, setup: JSON.stringify({ bp: 400, creditLifeDays: null }) }),
    known(4),
  );
  expect(changed).toMatchObject({ ok: true, value: [{ body: { revision: 5 } }] });
  expect(configureProgram(wanted({ revision: 4 }), known(4))).toEqual({ ok: true, value: [] });
});

test('who saw an older set-up is asked to look again', () => {
  expect(configureProgram(wanted({ revision: 3 }), known(4))).toEqual({
    ok: false,
    error: { code: 'PROGRAM_CHANGED', revision: 4 },
  });
  expect(configureProgram(wanted(), known(1))).toMatchObject({ error: { code: 'PROGRAM_CHANGED' } });
});

test('a set-up that does not fit says where, and names that are none are refused', () => {
  expect(configureProgram(wanted({ setup: '{"bp":0,"creditLifeDays":null}' }), [])).toMatchObject({
    error: { code: 'PROGRAM_SETUP_WRONG', place: 'bp' },
  });
  expect(configureProgram(wanted({ setup: '{' }), [])).toMatchObject({
    error: { code: 'PROGRAM_SETUP_WRONG' },
  });
  expect(configureProgram(wanted({ programId: 'Cash back' }), [])).toEqual({
    ok: false,
    error: { code: 'PROGRAM_ID_WRONG' },
  });
  expect(configureProgram(wanted({ type: 'lottery' }), [])).toEqual({
    ok: false,
    error: { code: 'PROGRAM_KIND_UNKNOWN', type: 'lottery' },
  });
});

test('a program is ended, and starts again, each as a change', () => {
  expect(configureProgram(wanted({ revision: 1, ended: true }), known(1))).toMatchObject({
    value: [{ body: { revision: 2, ended: true } }],
  });
  const again = configureProgram(wanted({ revision: 2 }), known(2, { ended: true }));
  expect(again).toMatchObject({ value: [{ body: { revision: 3 } }] });
  expect(again.ok && 'ended' in (again.value[0]?.body ?? {})).toBe(false);
});
