import { describe, expect, it } from 'vitest';
import { createCommandIds } from './command-ids.ts';

const lost = new Error('the answer was lost');

function asking() {
  let made = 0;
  const ids = createCommandIds(() => `id-${(made += 1)}`);
  const ask = (what: string, answer: 'answered' | 'lost' = 'answered'): Promise<string> =>
    ids.send(
      { what },
      async ({ commandId }) => {
        heard.push(commandId);
        if (answer === 'lost') throw lost;
        return commandId;
      },
      ['an older one'],
    );
  const heard: string[] = [];
  return { ask, heard, undone: ids.undone };
}

describe('ids of commands', () => {
  it('ask the same again under the same id as long as nobody answered', async () => {
    const { ask, heard } = asking();
    await expect(ask('a coupon', 'lost')).rejects.toBe(lost);
    await expect(ask('a coupon', 'lost')).rejects.toBe(lost);
    await ask('a coupon');
    expect(heard).toEqual(['id-1', 'id-1', 'id-1']);
  });

  it('take another for what is wanted after an answer, the same or not', async () => {
    const { ask, heard } = asking();
    await ask('a coupon');
    await ask('a coupon');
    expect(heard).toEqual(['id-1', 'id-2']);
  });

  it('take another for something else, and forget what was in doubt before', async () => {
    const { ask, heard } = asking();
    await expect(ask('a coupon', 'lost')).rejects.toBe(lost);
    await ask('another coupon');
    await ask('a coupon');
    expect(heard).toEqual(['id-1', 'id-2', 'id-3']);
  });

  it('take another for the same once what was in doubt is undone', async () => {
    const { ask, heard, undone } = asking();
    await expect(ask('a coupon', 'lost')).rejects.toBe(lost);
    undone('the one in doubt', { what: 'a coupon' });
    await ask('a coupon');
    expect(heard).toEqual(['id-1', 'id-2']);
  });

  it('stay with the same one when something older is undone: what is in doubt is there still', async () => {
    const { ask, heard, undone } = asking();
    await expect(ask('a coupon', 'lost')).rejects.toBe(lost);
    undone('an older one', { what: 'a coupon' });
    await ask('a coupon');
    expect(heard).toEqual(['id-1', 'id-1']);
  });

  it('stay with the same one when something of somebody else is undone', async () => {
    const { ask, heard, undone } = asking();
    await expect(ask('a coupon', 'lost')).rejects.toBe(lost);
    undone('a new one', { what: 'another coupon' });
    await ask('a coupon');
    expect(heard).toEqual(['id-1', 'id-1']);
  });
});
