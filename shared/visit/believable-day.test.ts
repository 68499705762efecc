import { expect, test } from 'vitest';
import { judgeDay } from './believable-day.ts';

test('with a centre, a day is believed until one after what the centre said last, then it waits, and at last it is doubted', () => {
  const heard = { centreDay: '2026-11-20', bookedDay: '2026-11-21' };
  expect(judgeDay('2026-11-01', heard)).toBe('believed');
  expect(judgeDay('2026-11-21', heard)).toBe('believed');
  expect(judgeDay('2026-11-22', heard)).toBe('unsure');
  expect(judgeDay('2026-12-26', heard)).toBe('unsure');
  expect(judgeDay('2026-12-27', heard)).toBe('doubted');
});

test('alone, a day is believed as long as a shop may be closed, and the first one always', () => {
  expect(judgeDay('2030-01-01', { centreDay: null, bookedDay: null })).toBe('believed');
  const alone = { centreDay: null, bookedDay: '2026-11-20' };
  expect(judgeDay('2026-12-25', alone)).toBe('believed');
  expect(judgeDay('2026-12-26', alone)).toBe('doubted');
});
