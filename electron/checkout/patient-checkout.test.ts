import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Missing } from '#shared/visit/missing.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { cards, openCounter, temporaryFolder, type CounterUnderTest } from '#test/support/a-till.ts';
import { createPatientCheckout, type AskCentre } from './patient-checkout.ts';

let folder: ReturnType<typeof temporaryFolder>;
let till: CounterUnderTest;
let isOnline = true;
beforeEach(async () => {
  folder = temporaryFolder();
  isOnline = true;
  till = await openCounter(folder.dir, nodeMachine, 'Till 1', { online: () => isOnline });
});
afterEach(() => {
  till.close();
  folder.remove();
});

/** A centre that answers when the test lets it. */
function slowCentre() {
  const asked: { missing: readonly Missing[]; answer: () => void; fail: () => void }[] = [];
  const ask: AskCentre = (missing) =>
    new Promise<void>((resolve, reject) => {
      asked.push({ missing, answer: resolve, fail: () => reject(new Error('away')) });
    });
  return { asked, ask };
}

/** A voucher that this till printed and gave back to the centre; `comes` brings it here again, as a grant would. */
function voucherElsewhere() {
  till.scan(cards.fresh);
  till.sell('100.00');
  const [voucher] = till.store.look.latestVouchers(1);
  if (!voucher) throw new Error('no voucher');
  const holder = `voucher:${voucher.voucherId}`;
  const { unit, amount, lot } = voucher;
  const parts = [{ lot, amount }];
  const time = { atMs: nodeMachine.now(), day: lot.slice(0, 10) };
  const write = (fact: Parameters<typeof till.store.commit>[0]['facts'][number]) =>
    till.store.commit({ facts: [fact], time });
  write({ type: 'RightsReturned', body: { holder, unit, parts, because: 'recalled', recallId: null } });
  const grant = { grantId: 'g-1', generation: 1, number: 1 };
  const comes = () => write({ type: 'RightsAccepted', body: { ...grant, holder, unit, parts } });
  return { token: voucher.token, holder, comes };
}
const never = () => new AbortController().signal;
const scanOf = (text: string) => ({ deviceId: 'test', text });

test('what lies elsewhere is asked for once before the voucher is judged, and the screen says so meanwhile', async () => {
  const { token, holder, comes } = voucherElsewhere();
  const { asked, ask } = slowCentre();
  const patient = createPatientCheckout({ checkout: till.checkout, ask, patience: never });
  const answer = patient.scanned(scanOf(token));
  await expect.poll(() => asked.length).toBe(1);
  expect(asked[0]?.missing).toEqual([{ holder, unit: 'credit:EUR', amount: 200 }]);
  expect(till.views.at(-1)?.notice).toEqual({ kind: 'asking' });
  comes();
  asked[0]?.answer();
  expect(await answer).toMatchObject({ ok: true });
  expect(till.views.at(-1)?.notice).toEqual({ kind: 'recognised', what: 'voucher' });
  expect(asked).toHaveLength(1);
});

test('a centre that fails, or is not there, leaves the decision to what lies here', async () => {
  const { token } = voucherElsewhere();
  const { asked, ask } = slowCentre();
  const patient = createPatientCheckout({ checkout: till.checkout, ask, patience: never });
  const answer = patient.scanned(scanOf(token));
  await expect.poll(() => asked.length).toBe(1);
  asked[0]?.fail();
  expect(await answer).toMatchObject({ ok: false, refusal: { code: 'VOUCHER_AT_CENTRE' } });
  isOnline = false;
  expect(await patient.scanned(scanOf(token))).toMatchObject({ ok: false });
  expect(asked).toHaveLength(1);
});

test('nobody waits longer than patience, and clearing the counter ends the waiting at once', async () => {
  const { token } = voucherElsewhere();
  const { asked, ask } = slowCentre();
  const patience = new AbortController();
  const patient = createPatientCheckout({ checkout: till.checkout, ask, patience: () => patience.signal });
  const waiting = patient.scanned(scanOf(token));
  await expect.poll(() => asked.length).toBe(1);
  patience.abort();
  expect(await waiting).toMatchObject({ ok: false, refusal: { code: 'VOUCHER_AT_CENTRE' } });

  const impatient = createPatientCheckout({ checkout: till.checkout, ask, patience: never });
  const cleared = impatient.scanned(scanOf(token));
  await expect.poll(() => asked.length).toBe(2);
  const clear = impatient.clear();
  expect(await cleared).toMatchObject({ ok: false });
  expect(await clear).toMatchObject({ ok: true });
});

test('steps stay in order: what is pressed while the centre is asked comes after it', async () => {
  const { token, comes } = voucherElsewhere();
  const { asked, ask } = slowCentre();
  const patient = createPatientCheckout({ checkout: till.checkout, ask, patience: never });
  const ended: string[] = [];
  const note = (what: string) => () => void ended.push(what);
  const steps = [
    patient.scanned(scanOf(token)).then(note('voucher')),
    patient.count('coffee', 1).then(note('coffee')),
    patient.confirm('sale-in-order', '5.00').then(note('sale')),
  ];
  await expect.poll(() => asked.length).toBe(1);
  expect(ended).toEqual([]);
  comes();
  asked[0]?.answer();
  await Promise.all(steps);
  expect(ended).toEqual(['voucher', 'coffee', 'sale']);
  expect(till.views.at(-1)?.lastOutcome).toMatchObject({ saleId: 'sale-in-order', due: { minor: 300 } });
});

test('what a member holds elsewhere is fetched when the card is shown, and the sale does not ask for it a second time', async () => {
  const walletId = await walletWithPointsElsewhere(60);
  const { asked, ask } = slowCentre();
  const patient = createPatientCheckout({ checkout: till.checkout, ask, patience: never });
  expect(await patient.scanned(scanOf(cards.fresh))).toMatchObject({ ok: true });
  expect(asked[0]?.missing).toEqual([{ holder: `wallet:${walletId}`, unit: 'points:points', amount: 60 }]);
  const sale = patient.confirm('sale-prefetched', '50.00');
  await expect.poll(() => till.views.at(-1)?.notice).toEqual({ kind: 'asking' });
  grantPoints(walletId, 60);
  asked[0]?.answer();
  expect(await sale).toMatchObject({ ok: true, outcome: { issued: [{ amount: 200 }], short: [] } });
  expect(asked).toHaveLength(1);
});

const lot = '2026-11-01/-';
async function walletWithPointsElsewhere(amount: number): Promise<string> {
  till.scan(cards.fresh);
  const [wallet] = till.checkout.holders();
  till.checkout.clear();
  const row = [wallet ?? '', 'points:points', 'till-other', lot, amount];
  const columns = ['holder', 'unit', 'drawer', 'lot', 'amount'];
  till.store.learn([{ table: 'balances', columns, rows: [row] }], 'cursor');
  return (wallet ?? '').slice('wallet:'.length);
}
function grantPoints(walletId: string, amount: number): void {
  const body = {
    grantId: 'g-2',
    generation: 1,
    number: 1,
    holder: `wallet:${walletId}`,
    unit: 'points:points',
    parts: [{ lot, amount }],
  };
  const time = { atMs: nodeMachine.now(), day: '2026-11-22' };
  till.store.commit({ facts: [{ type: 'RightsAccepted', body }], time });
}
