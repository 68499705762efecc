import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { cardIdOf, walletIdOf } from '#shared/members/wallet.ts';
import { defineProgram, type Program } from '#shared/programs/program.ts';
import { programs } from '#shared/programs/programs.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { scan, sell } from '#test/support/a-chain.ts';
import { cards, temporaryFolder } from '#test/support/a-till.ts';
import { openTestTill } from '#test/support/open-till.ts';

/** All that the folder of a new kind holds: tickets for a raffle, one for each so much money. */
const raffle = defineProgram({
  type: 'raffle',
  setup: z.object({ name: z.string().min(1).max(40), ticketMinor: z.int().min(1).max(1_000_000) }),
  example: { name: 'Raffle', ticketMinor: 1_000 },
  unit: (programId) => `points:${programId}`,
  evaluate({ programId, setup, sale }) {
    const amount = Math.floor(sale.baseMinor / setup.ticketMinor);
    const reason = { code: 'OCCASION', params: { name: setup.name } };
    return amount > 0
      ? [{ kind: 'award', unit: `points:${programId}`, amount, expiryDay: null, reason }]
      : [];
  },
  progress: ({ total }, _, programId) => ({ unit: `points:${programId}`, have: total, need: 10 }),
});

test('a folder and a line in the register are a kind with a form, awards, the explanation, refunds and a restart', async () => {
  // The line in the register.
  (programs as Program[]).push(raffle as unknown as Program);
  const folder = temporaryFolder();
  let open = await openTestTill(folder.dir);
  onTestFinished(async () => {
    await open.close();
    folder.remove();
  });
  const kinds = () => open.screen.call('programs.list', {}).then((view) => view.kinds);
  const form = (await kinds()).find(({ type }) => type === 'raffle');
  const schema = JSON.parse(form?.schema ?? '{}') as { properties?: object };
  expect(Object.keys(schema.properties ?? {})).toEqual(['name', 'ticketMinor']);
  const example = JSON.stringify(raffle.example);
  expect(form?.example).toBe(example);

  const wanted = { programId: 'autumn', type: 'raffle', revision: 0, ended: false };
  const senseless = { ...wanted, setup: '{"name":"","ticketMinor":0}' };
  expect(await open.screen.call('programs.save', senseless)).toMatchObject({ ok: false });
  expect(await open.screen.call('programs.save', { ...wanted, setup: example })).toEqual({ ok: true });

  const tickets = () =>
    open.till.store.look
      .lots(walletIdOf(cardIdOf(cards.fresh, nodeMachine.sha256), nodeMachine.sha256))
      .filter(({ unit }) => unit === 'points:autumn')
      .reduce((sum, { amount }) => sum + amount, 0);
  await scan(open, cards.fresh);
  const sold = await sell(open, '35.00');
  const outcome = sold.ok ? sold.outcome : null;
  expect(outcome?.awards).toContainEqual(
    expect.objectContaining({
      unit: 'points:autumn',
      amount: 3,
      reason: { code: 'OCCASION', params: { name: 'Raffle' } },
    }),
  );
  expect(tickets()).toBe(3);

  // It is there after a restart, and what it gave goes back in parts to nothing.
  await open.close();
  open = await openTestTill(folder.dir);
  expect(tickets()).toBe(3);
  const back = (amountText: string, commandId: string) =>
    open.screen.call('refund.confirm', {
      ...{ saleId: outcome?.saleId ?? '', kind: 'refund' as const, lines: [], note: '' },
      ...{ amountText, commandId },
    });
  expect(await back('12.34', 'back-a-part')).toMatchObject({ ok: true });
  expect(await back('', 'back-the-rest')).toMatchObject({ ok: true });
  expect(tickets()).toBe(0);
  expect(open.till.store.verify().faults).toEqual([]);
});
