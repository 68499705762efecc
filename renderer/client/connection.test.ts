import { expect, test, vi } from 'vitest';
import { api } from '#shared/api/api.ts';
import type { Port } from '#shared/api/channel.ts';
import { createConnection } from './connection.ts';
import { NotKnown } from './open-port.ts';

/** A till that can be away, and a clock that only moves when told. */
function world() {
  const pauses: number[] = [];
  let due: (() => void)[] = [];
  let close = (): void => {};
  const answers: (Port | Error)[] = [];
  const sent: unknown[] = [];
  const port = (): Port => {
    const closing: (() => void)[] = [];
    close = () => closing.forEach((listener) => listener());
    return {
      send: (frame) => void sent.push(frame),
      onFrame: () => {},
      onClose: (listener) => void closing.push(listener),
    };
  };
  const opened = vi.fn();
  const connection = () =>
    createConnection({
      contract: api,
      open: async () => {
        const answer = answers.shift() ?? new Error('away');
        if (answer instanceof Error) throw answer;
        return answer;
      },
      timer: {
        after: (ms, run) => {
          if (ms !== 10_000) {
            pauses.push(ms);
            due.push(run);
          }
          return () => {};
        },
      },
      onOpen: opened,
    });
  return {
    answers,
    connection,
    opened,
    pauses,
    port,
    sent,
    drop: () => close(),
    pass: () => {
      const now = due;
      due = [];
      for (const run of now) run();
    },
  };
}

test('a dropped connection is made again, after pauses that grow to five seconds and start small again', async () => {
  const { answers, connection, drop, opened, pass, pauses, port } = world();
  answers.push(port());
  const { state } = connection();
  await vi.waitUntil(() => state.get() === 'open');
  drop();
  expect(state.get()).toBe('reconnecting');
  for (let attempt = 1; attempt <= 7; attempt += 1) {
    await vi.waitUntil(() => pauses.length === attempt);
    if (attempt === 7) answers.push(port());
    pass();
  }
  await vi.waitUntil(() => state.get() === 'open');
  expect(pauses).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000]);
  expect(opened).toHaveBeenCalledTimes(2);
  drop();
  expect(pauses.at(-1)).toBe(250);
});

test('a window that the till no longer knows is told so, and stops trying', async () => {
  const { answers, connection, pauses } = world();
  answers.push(new NotKnown('secret'));
  const { state } = connection();
  await vi.waitUntil(() => state.get() === 'locked');
  expect(pauses).toEqual([]);
});

test('who asks while the connection is away is told at once, and nothing is sent later', async () => {
  const { answers, connection, drop, port, sent } = world();
  answers.push(port());
  const { state, call } = connection();
  await vi.waitUntil(() => state.get() === 'open');
  const waiting = call('till.info', {});
  drop();
  await expect(waiting).rejects.toMatchObject({ code: 'CLOSED' });
  await expect(call('till.info', {})).rejects.toMatchObject({ code: 'CLOSED' });
  expect(sent).toHaveLength(1);
});
