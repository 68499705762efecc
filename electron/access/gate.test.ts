import { expect, test } from 'vitest';
import { AccessRules } from '#shared/access/rules.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import type { Staff } from '#electron/store/staff.ts';
import type { Store } from '#electron/store/store.ts';
import { createGate } from './gate.ts';
import type { Session } from './session.ts';

const bela = { staffId: 'staff-1', name: 'Bela', role: 'cashier', active: true, walletId: null } as Staff;

test('what a screen asks by itself is no hand: a register that prints keeps no till from locking', async () => {
  let touched = 0;
  const session = {
    staffed: () => true,
    who: () => bela,
    number: () => 1,
    touch: () => (touched += 1),
  } as unknown as Session;
  const gate = createGate({
    store: { look: {} } as unknown as Store,
    session,
    rules: () => AccessRules.parse({}),
    whatAbout: {} as never,
    machine: nodeMachine,
    time: () => ({ atMs: 0, day: '2026-11-22' }),
    record: () => {},
    training: false,
  });
  // What each receipt that is captured makes a screen ask.
  for (const method of ['checkout.offers', 'capture.state', 'capture.receipts'] as const)
    expect(await gate.pass(method, {}, undefined, async () => ({}) as never)).toEqual({});
  expect(touched).toBe(0);
});
