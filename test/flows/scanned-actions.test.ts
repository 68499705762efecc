import { expect, test } from 'vitest';
import type { ActionNews } from '#shared/api/devices.api.ts';
import { actionCodeOf } from '#shared/scan/formats/action-code.format.ts';
import type { ScannedAction } from '#shared/scan/scanned-action.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { cards } from '#test/support/a-till.ts';
import { codeOf, staffedTill } from '#test/support/staffed-till.ts';

const { call, open, scan, signIn } = staffedTill();

/** What screens of the till hear from now on. */
function heard(): ActionNews[] {
  const news: ActionNews[] = [];
  open().screen.on('devices.action-scanned', (one) => news.push(one));
  return news;
}

/** The sheet as somebody who may sees it, which turns it on; Bela serves again afterwards. */
async function sheet(): Promise<(action: ScannedAction) => string> {
  await signIn('Mara');
  const lines = await call('devices.show-actions', {});
  await signIn('Bela');
  return (action) => lines.find((line) => line.action === action)?.code ?? '';
}

const notInUse = { ok: false, refusal: { code: 'ACTION_NOT_IN_USE' } };

test('a scanned action is told to screens, one of them takes it, and the counter stays as it was', async () => {
  const code = await sheet();
  await scan(cards.eightyPoints);
  const before = await call('checkout.visit', {});
  const news = heard();
  expect(await scan(code('digit-7'))).toEqual({ ok: true, outcome: null });
  expect(await scan(code('confirm').toLowerCase())).toEqual({ ok: true, outcome: null });
  expect(news.map(({ action }) => action)).toEqual(['digit-7', 'confirm']);
  const actionId = news[0]?.actionId ?? '';
  expect(await call('devices.take-action', { actionId })).toEqual({ yours: true });
  expect(await call('devices.take-action', { actionId })).toEqual({ yours: false });
  expect(await call('checkout.visit', {})).toEqual(before);
});

test('at a locked till an action is heard by nobody, and counts as no wrong badge', async () => {
  const code = await sheet();
  const news = heard();
  await call('access.lock', {});
  for (let time = 0; time < 20; time += 1)
    expect(await scan(code('confirm'))).toEqual({ ok: true, outcome: null });
  expect((await call('access.view', {})).refused).toBeNull();
  expect(await codeOf(call('devices.take-action', { actionId: 'any' }))).toBe('LOCKED');
  await signIn('Bela');
  expect(news).toEqual([]);
});

test('a misread line of the sheet is called damaged, and tells screens nothing', async () => {
  const code = (await sheet())('confirm');
  const news = heard();
  const wrong = code.slice(0, -1) + (code.endsWith('B') ? 'C' : 'B');
  expect(await scan(wrong)).toMatchObject({ ok: false, refusal: { code: 'CODE_UNREADABLE' } });
  expect(news).toEqual([]);
});

test('a customer whose phone shows another shop’s sheet at the scanner works nothing here', async () => {
  await sheet();
  const news = heard();
  await scan(cards.eightyPoints);
  const before = open().till.store.head().seq;
  for (const action of ['digit-9', 'offer-1', 'confirm'] as const)
    expect(await scan(actionCodeOf(action, '00'.repeat(16), nodeMachine.sha256))).toMatchObject(notInUse);
  expect(news).toEqual([]);
  expect(open().till.store.head().seq).toBe(before);
  expect((await call('checkout.visit', {})).notice).toEqual({
    kind: 'refused',
    refusal: { code: 'ACTION_NOT_IN_USE' },
  });
});

test('a sheet is heard from when somebody who may shows it, until they turn it off or make another', async () => {
  expect(await codeOf(call('devices.show-actions', {}))).toBe('NOT_ALLOWED');
  expect(await codeOf(call('printing.actions', {}))).toBe('NOT_ALLOWED');
  expect(await codeOf(call('devices.turn-actions', { on: true }))).toBe('NOT_ALLOWED');
  expect(await call('devices.action-sheet', {})).toEqual({ made: false, on: false });
  const old = (await sheet())('confirm');
  expect(await call('devices.action-sheet', {})).toEqual({ made: true, on: true });
  await signIn('Mara');
  expect(await call('devices.turn-actions', { on: false })).toEqual({ made: true, on: false });
  expect(await scan(old)).toMatchObject(notInUse);
  await call('devices.turn-actions', { on: true });
  expect(await scan(old)).toMatchObject({ ok: true });
  expect(await call('devices.renew-actions', {})).toEqual({ made: true, on: false });
  expect(await scan(old)).toMatchObject(notInUse);
  const next = (await sheet())('confirm');
  expect(next).not.toBe(old);
  expect(await scan(old)).toMatchObject(notInUse);
  expect(await scan(next)).toMatchObject({ ok: true });
});

test('the sheet comes out of the receipt printer, and is heard from then on', async () => {
  await signIn('Mara');
  expect(await call('printing.actions', {})).toEqual({ outcome: 'printed', trouble: null });
  expect(open().till.virtualPrinter?.pages).toHaveLength(1);
  expect(await call('devices.action-sheet', {})).toEqual({ made: true, on: true });
});

test('a sheet of which nothing came out of the printer is not heard', async () => {
  await signIn('Mara');
  await call('practice.set-paper', { paper: 'out' });
  expect(await call('printing.actions', {})).toMatchObject({ outcome: 'not-printed' });
  expect(await call('devices.action-sheet', {})).toEqual({ made: true, on: false });
});
