import { afterEach, beforeEach } from 'vitest';
import { ApprovalAsked } from '#shared/api/access.api.ts';
import { ChannelError } from '#shared/api/channel.ts';
import type { Role } from '#shared/access/role.ts';
import { readEntries } from '#shared/projections/fold.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { temporaryFolder } from './a-till.ts';
import { openTestTill, type TillUnderTest } from './open-till.ts';

/** The PINs of those who work at a till under test. */
export const pins: Record<string, string> = { Ada: '2580', Mara: '4826', Bela: '7391' };

/** The people of a till and what a test wants of them. `open` is asked anew each time: a till may be opened again. */
export function staffOf(open: () => TillUnderTest) {
  const idOf = (name: string): string =>
    open()
      .till.store.staff.all()
      .find((one) => one.name === name)?.staffId ?? `nobody called ${name}`;
  const scan = (text: string) => open().screen.call('checkout.scan', { deviceId: 'test', text });
  const signIn = (name: string, pin = pins[name] ?? '') =>
    open().screen.call('access.sign-in', { staffId: idOf(name), pin });
  return {
    idOf,
    scan,
    signIn,
    add: (name: string, role: Role, badge = '') =>
      open().screen.call('people.add', { name, role, pin: pins[name] ?? '', badge }),
    /** Somebody's yes: the word, or the code of why there is none. */
    async yes(requestId: string, name: string): Promise<string> {
      const said = { requestId, staffId: idOf(name), pin: pins[name] ?? '' };
      const answer = await open().screen.call('access.approve', said);
      return answer.ok ? answer.word : answer.refusal.code;
    },
    /** The owner links a card to somebody as their own, and they come in. */
    async link(name: string, card: string): Promise<void> {
      await signIn('Ada');
      await scan(card);
      const done = await open().screen.call('people.link-card', { staffId: idOf(name), linked: true });
      if (!done.ok) throw new Error(done.refusal.code);
      await open().screen.call('checkout.clear', {});
      await signIn(name);
    },
    types: () => readEntries(open().till.store.ownAfter(0, 5_000)).map(({ fact }) => fact.type),
  };
}

/** What the gate asks before it lets this through. */
export async function askedOf(call: Promise<unknown>): Promise<ApprovalAsked> {
  const thrown: unknown = await call.then(
    () => new Error('it was let in'),
    (error: unknown) => error,
  );
  if (!(thrown instanceof ChannelError) || thrown.code !== 'APPROVAL_NEEDED') throw thrown;
  return ApprovalAsked.parse(thrown.asked);
}

/** Whether a call was let in, or the code of why not. */
export const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'let in',
    (error: unknown) => (error instanceof ChannelError ? error.code : String(error)),
  );

let commands = 0;
/** An id that no command of this run had. */
export const commandId = (): string => `command-${(commands += 1)}`;

/** A refund as a screen asks for it. */
export const refund = (saleId: string, amountText = '', id = commandId()) => ({
  saleId,
  kind: 'refund' as const,
  amountText,
  lines: [],
  commandId: id,
  note: '',
});

/** The demo shop, anew before each test of a file, with Ada who owns it, Mara who manages and Bela who serves and is in; by a clock of ours. */
export function staffedTill() {
  let folder: ReturnType<typeof temporaryFolder>;
  let under: TillUnderTest;
  const clock = { nowMs: 0 };
  const machine = { ...nodeMachine, now: () => clock.nowMs };
  const staff = staffOf(() => under);
  const start = async (more: Parameters<typeof openTestTill>[1] = {}) => {
    under = await openTestTill(folder.dir, { machine, ...more });
  };
  beforeEach(async () => {
    folder = temporaryFolder();
    clock.nowMs = Date.parse('2026-11-22T10:00:00Z');
    await start();
    await staff.add('Ada', 'owner');
    await staff.add('Mara', 'manager');
    await staff.add('Bela', 'cashier', 'BADGE-BELA');
    await staff.signIn('Bela');
  });
  afterEach(async () => {
    await under.close();
    folder.remove();
  });
  return {
    ...staff,
    clock,
    open: () => under,
    call: ((...said) => under.screen.call(...said)) as TillUnderTest['screen']['call'],
    async restart(...more: Parameters<typeof start>): Promise<void> {
      await under.close();
      await start(...more);
    },
    /** Sells to whoever holds this card, and the next customer comes later. */
    async sell(card: string, amountText: string): Promise<string> {
      await staff.scan(card);
      const id = commandId();
      const answer = await under.screen.call('checkout.confirm', { commandId: id, amountText });
      if (!answer.ok) throw new Error(answer.refusal.code);
      clock.nowMs += 120_000;
      return id;
    },
  };
}
