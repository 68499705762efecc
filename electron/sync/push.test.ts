import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Envelope } from '#shared/ledger/envelope.ts';
import { batchBytes, batchEvents, type Session } from '#shared/sync/protocol.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { openCounter, temporaryFolder, type CounterUnderTest } from '#test/support/a-till.ts';
import type { CentreClient } from './centre-client.ts';
import { createLine } from './line.ts';
import { storedMark } from './marks.ts';
import { createPush } from './push.ts';

let folder: ReturnType<typeof temporaryFolder>;
let till: CounterUnderTest;
beforeEach(async () => {
  folder = temporaryFolder();
  till = await openCounter(folder.dir);
});
afterEach(() => {
  till.close();
  folder.remove();
});

/** Uploads all that the till has, to somebody who takes what follows, and answers the batches. */
async function uploaded(): Promise<Envelope[][]> {
  const batches: Envelope[][] = [];
  const { store } = till;
  const unused = () => Promise.reject(new Error('nobody asks this'));
  const greeted: Omit<Session, 'stored'> = {
    session: 'a'.repeat(32),
    verdict: 'ok',
    generation: 1,
    recovering: false,
    safe: 0,
    serverTime: 0,
  };
  const centre: CentreClient = {
    pair: unused,
    openSession: async () => ({ ...greeted, stored: storedMark(store) }),
    upload: async (_, envelopes) => {
      batches.push([...envelopes]);
      const { seq = 0, hash = '' } = envelopes.at(-1) ?? {};
      return { stored: { seq, hash }, safe: seq, generation: 1 };
    },
    story: unused,
    rights: unused,
    log: unused,
    newEpoch: unused,
    history: unused,
    sale: unused,
    notices: unused,
  };
  const caller = {
    publicKey: 'c'.repeat(64),
    sign: () => 'd'.repeat(128),
    shop: '',
    name: '',
    pairingCode: null,
  };
  const findItself = () => Promise.reject(new Error('it is no copy'));
  const push = createPush(
    store,
    centre,
    createLine({ store, centre, caller, machine: nodeMachine, findItself }),
  );
  while ((await push()) === 'more');
  expect(batches.flat()).toEqual(store.ownAfter(0, 100_000));
  return batches;
}

const bytesOf = (batch: readonly Envelope[]): number =>
  batch.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0);
const write = (count: number, value: string): void => {
  const facts = Array.from({ length: count }, (_, nth) => ({
    type: 'SettingsChanged' as const,
    body: { setting: 'test', revision: nth + 1, value, by: 'owner' },
  }));
  till.store.commit({ facts, time: { atMs: nodeMachine.now(), day: '2026-11-23' } });
};

test.each(['a', 'ő', '€'])(
  'long events go up in batches of so many bytes, whatever letters %s stand in them',
  async (letter) => {
    write(60, letter.repeat(20_000));
    const batches = await uploaded();
    for (const batch of batches) expect(bytesOf(batch)).toBeLessThanOrEqual(batchBytes);
    // And no more batches than that takes.
    expect(batches.length).toBeLessThanOrEqual(2 + Math.ceil((1.3 * bytesOf(batches.flat())) / batchBytes));
  },
);

test('short events go up in batches of so many', async () => {
  write(2 * batchEvents, 'x');
  const batches = await uploaded();
  expect(Math.max(...batches.map(({ length }) => length))).toBe(batchEvents);
  expect(batches.length).toBe(Math.ceil(batches.flat().length / batchEvents));
});
