import { expect, test, vi } from 'vitest';
import { ChannelError } from '#shared/api/channel.ts';
import type { CommandAnswer } from '#shared/api/checkout.api.ts';
import { createSeller } from './sell-once.ts';

const sold: CommandAnswer = { ok: true, outcome: null };
type Ask = Parameters<typeof createSeller>[0]['ask'];

function counter(ask: Ask, whenOpen: () => Promise<unknown> = async () => {}) {
  let ids = 0;
  const asked = vi.fn(ask);
  return { asked, seller: createSeller({ ask: asked, whenOpen, newId: () => `command-${(ids += 1)}` }) };
}

test('Enter pressed again while the till thinks sells nothing more', async () => {
  const answer = Promise.withResolvers<CommandAnswer>();
  const { asked, seller } = counter(() => answer.promise);
  const first = seller.confirm('23.40');
  expect(await seller.confirm('23.40')).toBeUndefined();
  answer.resolve(sold);
  expect(await first).toEqual(sold);
  expect(asked).toHaveBeenCalledTimes(1);
  expect(seller.state.get()).toBe('idle');
});

test('a sale without an answer is asked again under the same id, once there is a connection', async () => {
  const back = Promise.withResolvers<void>();
  const failures = [new ChannelError('CLOSED'), new ChannelError('TIMEOUT')];
  const { asked, seller } = counter(
    async () => {
      const failure = failures.shift();
      if (failure) throw failure;
      return sold;
    },
    () => back.promise,
  );
  const answer = seller.confirm('23.40');
  await vi.waitUntil(() => seller.state.get() === 'in-doubt');
  expect(asked).toHaveBeenCalledTimes(1);
  back.resolve();
  expect(await answer).toEqual(sold);
  expect(asked.mock.calls.map(([command]) => command.commandId)).toEqual([
    'command-1',
    'command-1',
    'command-1',
  ]);
});

test('after an error whose outcome nobody knows, the same amount goes under the same id', async () => {
  const failures = [new ChannelError('INTERNAL')];
  const { asked, seller } = counter(async () => {
    const failure = failures.shift();
    if (failure) throw failure;
    return sold;
  });
  await expect(seller.confirm('5')).rejects.toMatchObject({ code: 'INTERNAL' });
  await seller.confirm('5');
  await seller.confirm('5');
  expect(asked.mock.calls.map(([command]) => command.commandId)).toEqual([
    'command-1',
    'command-1',
    'command-2',
  ]);
});

test('a refused sale is over: the next try is a new command', async () => {
  const { asked, seller } = counter(async () => ({ ok: false, refusal: { code: 'AMOUNT_ZERO' } }));
  await seller.confirm('0');
  await seller.confirm('0');
  expect(asked.mock.calls.map(([command]) => command.commandId)).toEqual(['command-1', 'command-2']);
});
