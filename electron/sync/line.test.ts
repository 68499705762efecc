import { afterEach, beforeEach, expect, test } from 'vitest';
import { Trouble } from '#shared/base/trouble.ts';
import { noHash } from '#shared/ledger/envelope.ts';
import type { OpenSession, Pair, Session } from '#shared/sync/protocol.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { openCounter, temporaryFolder, type CounterUnderTest } from '#test/support/a-till.ts';
import type { CentreClient, Pass } from './centre-client.ts';
import { createLine } from './line.ts';
import { keepMark, storedMark } from './marks.ts';

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

const problem = (code: string) => new Trouble(code, code, 'later');
const nothing = { seq: 0, hash: noHash };
const good: Session = {
  session: 'a'.repeat(32),
  verdict: 'ok',
  generation: 1,
  recovering: false,
  stored: nothing,
  safe: 0,
  serverTime: 0,
};

/** A centre that answers each greeting with the next of these, and the last for ever. */
function greetedWith(...answers: (Partial<Session> | Trouble)[]) {
  const greetings: OpenSession[] = [];
  const pairings: Pair[] = [];
  const copies: Pass[] = [];
  const unused = () => Promise.reject(new Error('nobody asks this'));
  const centre: CentreClient = {
    pair: async (said) => {
      pairings.push(said);
      return { generation: 1, publicKey: 'b'.repeat(64) };
    },
    openSession: async (said) => {
      greetings.push(said);
      const answer = answers[Math.min(greetings.length, answers.length) - 1] ?? {};
      if (answer instanceof Trouble) throw answer;
      return { ...good, session: String(greetings.length).padStart(32, '0'), ...answer };
    },
    upload: unused,
    story: unused,
    rights: unused,
    log: unused,
    newEpoch: unused,
    history: unused,
    sale: unused,
    notices: unused,
  };
  const line = createLine({
    store: till.store,
    centre,
    caller: {
      publicKey: till.key.publicKey,
      sign: () => 'c'.repeat(128),
      shop: 'S',
      name: 'T',
      pairingCode: 'code',
    },
    machine: nodeMachine,
    findItself: async (pass) => {
      copies.push(pass);
      till.store.standing.keep({ state: 'sound', epoch: till.store.standing.epoch() + 1 });
    },
  });
  return { line, greetings, pairings, copies };
}

test('one session serves all who ask, each under a number of its own', async () => {
  const { line, greetings } = greetedWith({});
  const passes = await Promise.all([1, 2, 3].map(() => line.ask(async (pass) => pass)));
  expect(new Set(passes.map(({ n }) => n)).size).toBe(3);
  expect(new Set(passes.map(({ session }) => session)).size).toBe(1);
  // The first told us the generation, the second was opened under it.
  expect(greetings.map(({ generation }) => generation)).toEqual([0, 1]);
});

test('a session that the centre ended is opened again and the question asked once more, not for ever', async () => {
  const { line, greetings } = greetedWith({});
  const asked: Pass[] = [];
  const gone = line.ask(async (pass) => {
    asked.push(pass);
    throw problem('SESSION');
  });
  await expect(gone).rejects.toMatchObject({ code: 'SESSION' });
  expect(asked).toHaveLength(2);
  expect(greetings).toHaveLength(3);
  expect(await line.ask(async ({ n }) => n)).toBe(1);
});

test('a till that nobody knows shows its code once and is greeted again', async () => {
  const { line, pairings } = greetedWith(problem('NOT_PAIRED'), {});
  await line.open();
  expect(pairings).toMatchObject([{ code: 'code', writer: till.store.writer, name: 'T', shop: 'S' }]);
});

test('a till that is paired anew forgets what another centre had confirmed and told', async () => {
  const [first] = till.store.ownAfter(0, 1);
  till.store.standing.keep({ generation: 7 });
  keepMark(till.store, { seq: 1, hash: first?.hash ?? '' });
  till.store.learn([], 'a cursor of another centre', true);
  const { line, greetings } = greetedWith(problem('NOT_PAIRED'), {});
  await line.open();
  expect(greetings.slice(0, 2)).toMatchObject([
    { generation: 7, acked: { seq: 1 } },
    { generation: 0, acked: nothing },
  ]);
  expect(till.store.learnedTo()).toBe('');
});

test('what the centre says that it has is kept, also when it lost something', async () => {
  const [, second, third] = till.store.ownAfter(0, 3);
  const mark = ({ seq, hash }: { seq: number; hash: string }) => ({ seq, hash });
  if (!second || !third) throw new Error('the till wrote more than two facts');
  const { line } = greetedWith(
    { stored: mark(third) },
    { stored: mark(third) },
    { verdict: 'resend', stored: mark(second) },
  );
  await line.open();
  expect(storedMark(till.store)).toEqual(mark(third));
  line.hangUp();
  await line.open();
  expect(storedMark(till.store)).toEqual(mark(second));
});

test('a revoked till knows it from then on, and does not ask again by itself', async () => {
  const { line } = greetedWith({ verdict: 'retired', session: null });
  await expect(line.open()).rejects.toMatchObject({ code: 'RETIRED' });
  expect(till.store.standing.state()).toBe('retired');
});

test.each([
  ['the centre says so', { verdict: 'fork' as const }, false],
  ['it found out itself and was restarted', {}, true],
  ['the centre has another event under our number', { stored: { seq: 2, hash: 'd'.repeat(64) } }, false],
])('a till starts over when %s', async (_, answer, restricted) => {
  if (restricted) till.store.standing.keep({ state: 'restricted' });
  const { line, copies, greetings } = greetedWith({ generation: 1, ...answer }, {});
  await line.open();
  expect(copies).toHaveLength(1);
  expect(greetings.at(-1)?.epoch).toBe(2);
});

test('an upload that does not follow makes the till stop spending, and the next greeting start over', async () => {
  const { line, copies } = greetedWith({});
  const refused = line.ask(async () => {
    expect(till.store.standing.state()).toBe('sound');
    throw problem('FORK');
  });
  await expect(refused).rejects.toMatchObject({ code: 'FORK' });
  expect(till.store.standing.state()).toBe('restricted');
  await line.open();
  expect([copies.length, till.store.standing.state()]).toEqual([1, 'sound']);
});

test('what is said late of a session that another replaced changes nothing', async () => {
  const { line } = greetedWith({});
  const late = line.ask(async () => {
    line.hangUp();
    await line.open();
    throw problem('FORK');
  });
  await expect(late).rejects.toMatchObject({ code: 'FORK' });
  expect(till.store.standing.state()).toBe('sound');
});
