import { PNG } from 'pngjs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { VoucherOrder } from '#shared/api/vouchers.api.ts';
import { voucherNumber } from '#shared/scan/voucher-number.ts';
import { temporaryFolder } from '#test/support/a-till.ts';
import { openTestTill, type TillUnderTest } from '#test/support/open-till.ts';
import { couponOrder, moneyOrder } from '#test/support/voucher-orders.ts';

let folder: ReturnType<typeof temporaryFolder>;
let open: TillUnderTest;
const start = async () => {
  open = await openTestTill(folder.dir);
};
beforeEach(async () => {
  folder = temporaryFolder();
  await start();
});
afterEach(async () => {
  await open.close();
  folder.remove();
});

const scan = (text: string) => open.screen.call('checkout.scan', { deviceId: 'test', text });
const order = async (batchId: string, count: number, wanted: VoucherOrder) => {
  const answer = await open.screen.call('vouchers.print', { batchId, count, order: wanted });
  await open.till.printed();
  return answer;
};
const ofBatch = (batchId: string) => open.screen.call('vouchers.of-batch', { batchId });
const saveCoupon = (setup: object) =>
  open.screen.call('programs.save', {
    programId: 'cakes',
    type: 'coupons',
    revision: 0,
    setup: JSON.stringify(setup),
    ended: false,
  });
const png = (light: number): string => {
  const picture = new PNG({ width: 64, height: 64 });
  for (let at = 0; at < picture.data.length; at += 4) picture.data.set([light, light, light, 255], at);
  return PNG.sync.write(picture).toString('base64');
};

test('papers of a coupon say its conditions, are what the preview showed, and take off what it promises', async () => {
  const when = { weekdays: [1, 2, 3, 4, 5, 6, 7], toDay: '2099-12-24' };
  const effect = { kind: 'percent', bp: 2_000 };
  const setup = { name: '20 % off', effect, when, minimumMinor: 500, smallPrint: 'Not with other offers' };
  expect(await saveCoupon(setup)).toEqual({ ok: true });
  const wanted = couponOrder('cakes', { heading: 'Thank you' });
  const drawn = await open.screen.call('vouchers.preview', wanted);
  expect(await order('b', 2, wanted)).toMatchObject({ ok: true, batch: { title: 'Thank you 20 % off' } });
  const pages = open.till.virtualPrinter?.pages ?? [];
  const lines = pages.at(-1)?.lines ?? [];
  expect(lines.join(' ')).toContain('With a purchase of at least €5.00');
  expect(lines.join(' ')).toContain('Valid until 24 Dec 2099');
  expect(lines).toContain('Not with other offers');
  expect(drawn).toMatchObject({
    ok: true,
    paper: { widthDots: pages[0]?.widthDots, heightDots: pages[0]?.heightDots },
  });
  const [first, second] = await ofBatch('b');
  expect([first, second]).toMatchObject([
    { state: 'printed', life: 'good', copy: false },
    { state: 'printed', life: 'good' },
  ]);
  expect(await scan(voucherNumber(first?.voucherId ?? ''))).toMatchObject({ ok: true });
  const sell = (amountText: string) =>
    open.screen.call('checkout.confirm', { commandId: `s-${amountText.replace('.', '-')}`, amountText });
  expect(await sell('4.99')).toMatchObject({ ok: false, refusal: { code: 'OFFER_NOT_NOW' } });
  expect(await sell('5.00')).toMatchObject({ ok: true, outcome: { due: { minor: 400 } } });
  expect((await ofBatch('b')).map(({ life }) => life)).toEqual(['used', 'good']);
  expect(open.till.store.verify().faults).toEqual([]);
});

test('a picture of a paper is no voucher', async () => {
  const drawn = await open.screen.call('vouchers.preview', moneyOrder(500));
  if (!drawn.ok) throw new Error('refused');
  expect(open.till.store.look.voucher('0000000000000000')).toBeUndefined();
  expect(await scan(voucherNumber('0000000000000000'))).toMatchObject({
    ok: false,
    refusal: { code: 'VOUCHER_UNKNOWN' },
  });
});

test('one voucher is taken back, then all that are left: what was used stays used, a paper that waits is never printed', async () => {
  await order('b', 3, moneyOrder(500));
  const [used, wrong, good] = (await ofBatch('b')).map(({ voucherId }) => voucherId);
  await scan(voucherNumber(used ?? ''));
  await open.screen.call('checkout.confirm', { commandId: 'sale', amountText: '5' });
  const take = (voucherIds: (string | undefined)[]) =>
    open.screen.call('vouchers.void', { voucherIds: voucherIds.map((id) => id ?? ''), because: 'mistake' });
  expect(await take([wrong])).toEqual({ ok: true, voided: 1 });
  expect(await scan(voucherNumber(wrong ?? ''))).toMatchObject({
    ok: false,
    refusal: { code: 'VOUCHER_VOIDED' },
  });
  await open.screen.call('practice.set-paper', { paper: 'out' });
  await order('c', 2, moneyOrder(300));
  const waiting = (await ofBatch('c')).map(({ voucherId }) => voucherId);
  expect(await take([used, wrong, good, ...waiting])).toEqual({ ok: true, voided: 1 });
  await open.screen.call('practice.set-paper', { paper: 'ok' });
  await open.till.printed();
  expect((await ofBatch('b')).map(({ life }) => life)).toEqual(['used', 'voided', 'voided']);
  expect(await ofBatch('c')).toMatchObject([
    { state: 'cancelled', life: 'unborn' },
    { state: 'cancelled', life: 'unborn' },
  ]);
  // Nor does it come to life as a copy of itself, which asks for less than ordering it.
  const [calledOff] = await ofBatch('c');
  await expect(open.screen.call('print.again', { jobId: calledOff?.jobId ?? '' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  await open.till.printed();
  expect((await ofBatch('c')).map(({ life }) => life)).toEqual(['unborn', 'unborn']);
  expect(open.till.store.verify().faults).toEqual([]);
});

test('a voucher that is taken back while its paper is under way does not come to life when that comes out', async () => {
  open.till.virtualPrinter?.setFault({ kind: 'paper-out', afterBytes: 500 });
  const printing = order('b', 1, moneyOrder(500));
  await vi.waitUntil(async () => open.till.virtualPrinter?.isOut() && (await ofBatch('b'))[0]?.state, {
    timeout: 45_000,
    interval: 20,
  });
  const [paper] = await ofBatch('b');
  expect(paper).toMatchObject({ state: 'sending', life: 'unborn' });
  const { voucherId = '', jobId = '' } = paper ?? {};
  await open.screen.call('vouchers.void', { voucherIds: [voucherId], because: 'mistake' });
  await open.screen.call('practice.set-paper', { paper: 'ok' });
  await printing;
  expect(await ofBatch('b')).toMatchObject([{ state: 'printed', life: 'unborn' }]);
  expect(await scan(voucherNumber(voucherId))).toMatchObject({ ok: false });
  await expect(open.screen.call('print.again', { jobId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(open.till.store.verify().faults).toEqual([]);
});

test('a batch that is paused waits through a restart, and goes on when somebody says so', async () => {
  await open.screen.call('practice.set-paper', { paper: 'out' });
  await order('b', 4, moneyOrder(500));
  const pause = (paused: boolean) => open.screen.call('print.pause-batch', { batchId: 'b', paused });
  expect((await pause(true)).counts).toMatchObject({ paused: 4, queued: 0 });
  await open.close();
  await start();
  await open.till.printed();
  expect((await open.screen.call('print.batches', {}))[0]?.counts).toMatchObject({ paused: 4, printed: 0 });
  await pause(false);
  await open.till.printed();
  expect((await open.screen.call('print.batches', {}))[0]?.counts).toMatchObject({ paused: 0, printed: 4 });
});

test('what makes no voucher is refused with the day, and nothing waits for the printer', async () => {
  const answers = [
    await order('a', 1, moneyOrder(500, { untilDay: '2020-01-01' })),
    await order('b', 1, moneyOrder(500, { fromDay: '2099-02-01', untilDay: '2099-01-01' })),
    await order('c', 1, couponOrder('nobody')),
  ];
  expect(answers.map((answer) => !answer.ok && answer.refusal)).toEqual([
    { code: 'BATCH_OVER_ALREADY', untilDay: '2020-01-01' },
    { code: 'BATCH_ENDS_BEFORE', fromDay: '2099-02-01' },
    { code: 'COUPON_UNKNOWN' },
  ]);
  expect(await open.screen.call('print.batches', {})).toEqual([]);
});

test('templates and the logo are there after a restart, and a file that is no logo changes nothing', async () => {
  const template = { name: 'Thanks', count: 20, order: moneyOrder(500, { heading: 'Thank you' }) };
  await open.screen.call('vouchers.keep-template', { ...template, count: 10 });
  await open.screen.call('vouchers.keep-template', template);
  expect(await open.screen.call('vouchers.keep-logo', { png: png(0) })).toEqual({ ok: true });
  expect(await open.screen.call('vouchers.keep-logo', { png: png(255) })).toMatchObject({
    ok: false,
    refusal: { code: 'LOGO_EMPTY' },
  });
  await open.close();
  await start();
  expect(await open.screen.call('vouchers.templates', {})).toEqual([template]);
  expect((await open.screen.call('vouchers.logo', {})).png).toBe(`data:image/png;base64,${png(0)}`);
  const height = async () => {
    const drawn = await open.screen.call('vouchers.preview', moneyOrder(500));
    return drawn.ok ? drawn.paper.heightDots : 0;
  };
  const withLogo = await height();
  await open.screen.call('vouchers.keep-logo', { png: null });
  expect(withLogo - (await height())).toBe(64 + 12);
  expect(await open.screen.call('vouchers.forget-template', { name: 'Thanks' })).toEqual([]);
});
