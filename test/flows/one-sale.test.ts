import { createServer } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CommandAnswer, OutcomeView } from '#shared/api/checkout.api.ts';
import { cards, temporaryFolder } from '#test/support/a-till.ts';
import { openTestTill, type TillUnderTest } from '#test/support/open-till.ts';
import { readQr } from '#test/support/read-qr.ts';

let folder: ReturnType<typeof temporaryFolder>;
let open: TillUnderTest;
beforeEach(async () => {
  folder = temporaryFolder();
  open = await openTestTill(folder.dir);
});
afterEach(async () => {
  await open.close();
  folder.remove();
});

let lastCommand = 0;
const commandId = () => `command-${(lastCommand += 1)}`;
const scan = (text: string) => open.screen.call('checkout.scan', { deviceId: 'virtual-scanner', text });
const confirm = (amountText: string, id = commandId()) =>
  open.screen.call('checkout.confirm', { commandId: id, amountText });
const codeOf = (answer: CommandAnswer) => (answer.ok ? 'ok' : answer.refusal.code);
const outcomeOf = (answer: CommandAnswer): OutcomeView => {
  if (!answer.ok || !answer.outcome) throw new Error(`no outcome: ${codeOf(answer)}`);
  return answer.outcome;
};
async function earnVoucher(): Promise<OutcomeView['issued'][number]> {
  await scan(cards.eightyPoints);
  const [voucher] = outcomeOf(await confirm('23.40')).issued;
  if (!voucher) throw new Error('eighty and twenty-three points are a voucher');
  await open.till.printed();
  return voucher;
}

test('23.40 earns 23 points, the hundredth point turns into a voucher, and its paper can be spent once', async () => {
  await scan(cards.eightyPoints);
  const outcome = outcomeOf(await confirm('23.40'));
  expect(outcome.awards).toMatchObject([
    { unit: 'points:points', amount: 23, reason: { code: 'POINTS_PER_UNIT' } },
  ]);
  expect(outcome.issued).toMatchObject([
    { unit: 'credit:EUR', amount: 200, reason: { code: 'POINTS_BECOME_VOUCHER' } },
  ]);
  expect(outcome.holdings).toContainEqual(
    expect.objectContaining({ unit: 'points:points', total: 3, here: 3 }),
  );
  await open.till.printed();

  const [job] = await open.screen.call('print.jobs', { limit: 5 });
  expect(job).toMatchObject({
    state: 'printed',
    trouble: null,
    copy: false,
    voucherId: outcome.issued[0]?.voucherId,
  });
  expect(open.till.virtualPrinter?.pages).toHaveLength(1);
  const paper = await open.screen.call('print.preview', { jobId: job?.jobId ?? '' });
  const digits = readQr(paper.png) ?? '';
  expect(digits).toMatch(/^\d{208}$/);

  expect(codeOf(await scan(digits))).toBe('ok');
  const next = outcomeOf(await confirm('5.00'));
  expect(next).toMatchObject({ due: { minor: 300, currency: 'EUR' }, redeemed: [{ amount: 200 }] });
  expect(codeOf(await scan(digits))).toBe('VOUCHER_SPENT');
  expect(open.till.store.verify().faults).toEqual([]);
});

test('Enter pressed twice is one sale, also when the till was started again in between', async () => {
  await scan(cards.fresh);
  const first = await confirm('10.00', 'same-command');
  expect(await confirm('10.00', 'same-command')).toEqual(first);
  await open.close();
  open = await openTestTill(folder.dir);
  expect(await confirm('10.00', 'same-command')).toEqual(first);
  const sales = open.till.store.ownAfter(0, 1000).filter(({ type }) => type === 'SaleRecorded');
  expect(sales).toHaveLength(1);
});

test('two cards scanned at once: both are taken in order, and the sale belongs to the second', async () => {
  const [, second] = await Promise.all([scan(cards.eightyPoints), scan(cards.fresh)]);
  expect(codeOf(second)).toBe('ok');
  expect((await open.screen.call('checkout.visit', {})).member?.tail).toBe(cards.fresh.slice(-4));
  const outcome = outcomeOf(await confirm('10.00'));
  expect(outcome.holdings).toContainEqual(expect.objectContaining({ unit: 'points:points', total: 10 }));
});

test('one voucher scanned twice at once counts once', async () => {
  const { jobId } = await earnVoucher();
  const token = readQr((await open.screen.call('print.preview', { jobId })).png) ?? '';
  const answers = await Promise.all([scan(token), scan(token)]);
  expect(answers.map(codeOf)).toEqual(['ok', 'VOUCHER_ALREADY_PRESENTED']);
  expect(outcomeOf(await confirm('9.00')).due.minor).toBe(700);
});

test.each([
  ['0', 'AMOUNT_ZERO'],
  ['-5', 'AMOUNT_NEGATIVE'],
  ['abc', 'AMOUNT_NOT_A_NUMBER'],
  ['', 'AMOUNT_NOT_A_NUMBER'],
  ['4006381333931', 'AMOUNT_TOO_LARGE'],
  ['10000.01', 'AMOUNT_TOO_LARGE'],
])('the amount "%s" is refused as %s, and the customer stays at the counter', async (amountText, code) => {
  await scan(cards.fresh);
  expect(codeOf(await confirm(amountText))).toBe(code);
  expect((await open.screen.call('checkout.visit', {})).member).not.toBeNull();
  expect(codeOf(await confirm('1.00'))).toBe('ok');
});

test('a new card is enrolled with one key and earns at once; a blocked one is refused', async () => {
  await scan(cards.unknown);
  expect((await open.screen.call('checkout.visit', {})).newCard).toEqual({ tail: cards.unknown.slice(-4) });
  expect(codeOf(await confirm('5.00'))).toBe('NOT_ENROLLED');
  expect(codeOf(await open.screen.call('checkout.enrol', {}))).toBe('ok');
  expect(outcomeOf(await confirm('5.00')).holdings).toContainEqual(expect.objectContaining({ total: 5 }));
  expect(codeOf(await scan(cards.blocked))).toBe('CARD_BLOCKED');
});

test('without paper the sale goes through, the voucher stays visible as not printed, and its COPY has the same id', async () => {
  await open.screen.call('practice.set-paper', { paper: 'out' });
  const { voucherId, jobId } = await earnVoucher();
  expect(open.till.status()).toMatchObject({ printer: 'trouble', printTrouble: 1 });
  const [job] = await open.screen.call('print.jobs', { limit: 5 });
  expect(job).toMatchObject({ jobId, state: 'not-printed', trouble: 'paper-out', voucherId });

  await open.screen.call('practice.set-paper', { paper: 'ok' });
  const again = await open.screen.call('print.again', { jobId });
  await open.till.printed();
  const jobs = await open.screen.call('print.jobs', { limit: 5 });
  expect(jobs.find((one) => one.jobId === again.jobId)).toMatchObject({
    state: 'printed',
    copy: true,
    voucherId,
  });
  expect(open.till.status()).toMatchObject({ printer: 'ready', printTrouble: 0 });
  expect(open.till.virtualPrinter?.pages.at(-1)?.lines.join('\n')).toContain('COPY');
  const token = readQr((await open.screen.call('print.preview', { jobId: again.jobId })).png) ?? '';
  expect(token.length).toBe(208);
  expect(codeOf(await scan(token))).toBe('ok');
});

test('a printer that is not there: the sale goes through and the voucher can be used from the screen', async () => {
  const nobody = createServer();
  nobody.listen(0, '127.0.0.1');
  await once(nobody, 'listening');
  const address = nobody.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  nobody.close();
  await once(nobody, 'close');
  await open.close();
  open = await openTestTill(folder.dir, { printer: `127.0.0.1:${port}` });
  const { jobId } = await earnVoucher();
  await vi.waitUntil(
    async () => (await open.screen.call('print.jobs', { limit: 1 }))[0]?.state === 'not-printed',
  );
  const token = readQr((await open.screen.call('print.preview', { jobId })).png) ?? '';
  expect(codeOf(await scan(token))).toBe('ok');
});

test('the centre is away: the sale goes through, the badge says so, and the events wait', async () => {
  await open.close();
  open = await openTestTill(folder.dir, { centreUrl: 'http://127.0.0.1:9' });
  await scan(cards.fresh);
  expect(codeOf(await confirm('12.00'))).toBe('ok');
  await vi.waitUntil(() => open.till.status().link === 'offline');
  expect(open.till.status().pending).toBe(open.till.store.head().seq);
});

test('every screen hears of every change, and a question that is none is answered with a code', async () => {
  const seen: number[] = [];
  open.screen.on('checkout.changed', ({ serial }) => seen.push(serial));
  await scan(cards.fresh);
  await scan('12345');
  expect(seen).toEqual([1, 2]);
  await expect(open.screen.call('print.preview', { jobId: 'nothing' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  await expect(open.screen.call('checkout.scan', { deviceId: '', text: '' })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
  });
});
