import { expect, test } from 'vitest';
import type { OutcomeView, VisitView } from '#shared/api/checkout.api.ts';
import type { PrintJob, JobState } from '#shared/print/print-job.ts';
import { FooterChoice } from '#shared/settings/receipt-footer.ts';
import { ShopSettings } from '#shared/settings/shop-settings.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import type { AppendOutcome } from '#electron/devices/transports/cut-gate.ts';
import type { MembersBoard } from '#electron/members/members-board.ts';
import { createReceiptFooter } from './receipt-footer.ts';
import { createReceiptMemory, printedReceipt } from './receipt-memory.ts';

const total = { minor: 10_000, currency: 'EUR' } as const;
const member = { tail: '0001', walletId: 'w-1' };
const standing = { serial: 1, member, newCard: null, vouchers: [], giftCards: [], items: [] };
const sold = {
  saleId: 's-1',
  total,
  awards: [],
  holdings: [],
  issued: [{ jobId: 'paper-1' }, { jobId: 'paper-2' }, { jobId: 'paper-3' }],
};

/** A till whose sale makes three papers, and a receipt that waits for what goes below it. */
function given(
  readPaper: (jobId: string) => PrintJob | undefined,
  placeOf: MembersBoard['placeOf'] = () => Promise.resolve(null),
) {
  const states = new Map<string, JobState>();
  const answers: (Uint8Array | null)[] = [];
  const log: string[] = [];
  const memory = createReceiptMemory();
  const calendar = { zone: 'Europe/Rome', cutOffHour: 4 };
  const receipt = printedReceipt('Front', { total, number: null }, ['TOTALE'], nodeMachine, calendar);
  const foot = createReceiptFooter({
    settings: ShopSettings.parse({}),
    checkout: {
      view: () => standing as unknown as VisitView,
      missingFor: () => [],
      confirm: () => ({ ok: true, outcome: sold as unknown as OutcomeView }),
    },
    patient: { inTurn: (step) => Promise.resolve(step()) },
    gate: {
      pass: async (_method, input, _word, answer) => answer(input),
      withdraw: () => {},
    },
    memory,
    store: { jobs: { get: readPaper } },
    setJobState(jobId, state) {
      states.set(jobId, state);
      return paper(jobId);
    },
    machine: nodeMachine,
    board: { placeOf },
    say: (key) => key,
    changed: () => {},
    wake: () => {},
    log: (line) => void log.push(line),
  });
  const cut = {
    feeds: true,
    isLate: () => false,
    answer(block: Uint8Array | null): Promise<AppendOutcome> {
      answers.push(block);
      return Promise.resolve(block ? 'appended' : 'without');
    },
  };
  const choice = FooterChoice.parse({ confirms: true });
  return { foot: () => foot({ total, receipt, choice, cut }), states, answers, log };
}

const paper = (jobId: string): PrintJob =>
  ({ jobId, document: { title: 'Voucher', blocks: [] }, state: 'sending' }) as unknown as PrintJob;

test('two papers go with the receipt, and the rest their old way', async () => {
  const { foot, states, answers, log } = given(paper);
  await foot();
  expect(log).toEqual([]);
  expect(answers[0]?.length).toBeGreaterThan(0);
  expect([...states]).toEqual([
    ['paper-3', 'queued'],
    ['paper-1', 'unknown'],
    ['paper-2', 'unknown'],
  ]);
});

test('a place on the leaderboard goes with the balance, and nothing of the receipt waits for one that cannot be had', async () => {
  const without = given(paper);
  await without.foot();
  const placed = given(paper, () => Promise.resolve({ place: 4, of: 37, shared: false }));
  await placed.foot();
  expect(placed.answers[0]?.length).toBeGreaterThan(without.answers[0]?.length ?? 0);
  const never = given(paper, () => new Promise(() => {}));
  await never.foot();
  expect(never.answers).toEqual(without.answers);
  const failing = given(paper, () => Promise.reject(new Error('the board cannot be read')));
  await failing.foot();
  expect(failing.answers).toEqual(without.answers);
  expect(failing.log.join()).toContain('the board cannot be read');
});

test('what cannot be drawn behind a made sale leaves the receipt as it is, and every paper to the till’s own printer', async () => {
  const { foot, states, answers, log } = given(() => {
    throw new Error('the paper cannot be read');
  });
  await foot();
  expect(answers).toEqual([null]);
  expect(Object.fromEntries(states)).toEqual({
    'paper-1': 'queued',
    'paper-2': 'queued',
    'paper-3': 'queued',
  });
  expect(log.join()).toContain('the paper cannot be read');
});
