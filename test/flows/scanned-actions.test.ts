import { expect, test } from 'vitest';
import type { ActionNews } from '#shared/api/devices.api.ts';
import { actionCodeOf } from '#shared/scan/formats/action-code.format.ts';
import { cards } from '#test/support/a-till.ts';
import { codeOf, staffedTill } from '#test/support/staffed-till.ts';

const { call, open, scan, signIn } = staffedTill();

/** What screens of the till hear from now on. */
function heard(): ActionNews[] {
  const news: ActionNews[] = [];
  open().screen.on('devices.action-scanned', (one) => news.push(one));
  return news;
}

test('a scanned action is told to screens, one of them takes it, and the counter stays as it was', async () => {
  await scan(cards.eightyPoints);
  const before = await call('checkout.visit', {});
  const news = heard();
  expect(await scan(actionCodeOf('digit-7'))).toEqual({ ok: true, outcome: null });
  expect(await scan(actionCodeOf('confirm').toLowerCase())).toEqual({ ok: true, outcome: null });
  expect(news.map(({ action }) => action)).toEqual(['digit-7', 'confirm']);
  const actionId = news[0]?.actionId ?? '';
  expect(await call('devices.take-action', { actionId })).toEqual({ yours: true });
  expect(await call('devices.take-action', { actionId })).toEqual({ yours: false });
  expect(await call('checkout.visit', {})).toEqual(before);
});

test('at a locked till an action is heard by nobody, and counts as no wrong badge', async () => {
  const news = heard();
  await call('access.lock', {});
  for (let time = 0; time < 20; time += 1)
    expect(await scan(actionCodeOf('confirm'))).toEqual({ ok: true, outcome: null });
  expect((await call('access.view', {})).refused).toBeNull();
  expect(await codeOf(call('devices.take-action', { actionId: 'any' }))).toBe('LOCKED');
  await signIn('Bela');
  expect(news).toEqual([]);
});

test('a misread line of the sheet is called damaged, and tells screens nothing', async () => {
  const news = heard();
  const code = actionCodeOf('confirm');
  const wrong = code.slice(0, -1) + (code.endsWith('B') ? 'C' : 'B');
  expect(await scan(wrong)).toMatchObject({ ok: false, refusal: { code: 'CODE_UNREADABLE' } });
  expect(news).toEqual([]);
});

test('the sheet comes out of the receipt printer', async () => {
  expect(await call('printing.actions', {})).toEqual({ outcome: 'printed', trouble: null });
  expect(open().till.virtualPrinter?.pages).toHaveLength(1);
});
