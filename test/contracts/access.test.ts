import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gradeOf } from '#shared/access/rules.ts';
import { api, type Api } from '#shared/api/api.ts';
import { callAccess, heardWhileLocked } from '#shared/api/call-access.ts';
import { ChannelError, type Calls, type Events } from '#shared/api/channel.ts';
import { openTestTill, type TillUnderTest } from '#test/support/open-till.ts';

type Call = keyof Calls<Api>;
const of = (kind: 'call' | 'event') => Object.keys(api).filter((name) => api[name as Call].kind === kind);
const calls = of('call') as Call[];

/** All that a till answers before anybody is in, each with why that is no harm. */
const harmless: Record<string, string> = {
  'access.approve': 'asks for a PIN itself',
  'access.lock': 'locks',
  'access.sign-in': 'asks for a PIN itself',
  'access.stay': 'puts off what only counts while somebody is in',
  'access.view': 'names of those who may sign in, which the page to sign in shows',
  'access.withdraw': 'takes a question back',
  'brand.view': 'the colours of the shop',
  'checkout.scan': 'is heard for badges alone while the till is locked',
  'devices.camera': 'which camera was chosen, and whether it is on',
  'devices.list': 'which scanners there are',
  'devices.wedge': 'how the keyboard scanner types',
  'practice.printer': 'whether the virtual printer has paper',
  'till.info': 'the name of the shop',
  'till.status': 'how the till is',
};

test('every call and every event says who may, in shared/api/call-access.ts', () => {
  const missing = [
    ...calls.filter((name) => !(name in callAccess)),
    ...of('event').filter((name) => !(name in heardWhileLocked)),
  ];
  expect(missing, 'add a line for each to shared/api/call-access.ts, which says how to choose').toEqual([]);
  expect(Object.keys(callAccess).filter((name) => !calls.includes(name as Call))).toEqual([]);
});

test('what a locked till answers is a short list, each with its reason', () => {
  expect(calls.filter((name) => callAccess[name] === 'anybody').sort()).toEqual(Object.keys(harmless).sort());
});

describe('at a till with staff', () => {
  let dir: string;
  let under: TillUnderTest;
  const admit = (name: Call): Promise<string> =>
    under.till.access.gate
      .pass(name, {}, undefined, () => 'let in')
      .then(
        () => 'let in',
        (thrown: unknown) => (thrown instanceof ChannelError ? thrown.code : 'looked at'),
      );
  beforeAll(async () => {
    dir = mkdtempSync(path.join(os.tmpdir(), 'tessera-access-'));
    under = await openTestTill(dir);
    const { screen } = under;
    await screen.call('people.add', { name: 'Ada', role: 'owner', pin: '2580', badge: '' });
    await screen.call('people.add', { name: 'Bela', role: 'cashier', pin: '7391', badge: '' });
  });
  afterAll(async () => {
    await under.close();
    rmSync(dir, { recursive: true });
  });

  test('while nobody is in, no call is answered but the harmless ones, and no news of people or value is told', async () => {
    under.till.access.lock();
    for (const name of calls) expect(await admit(name), name).toBe(name in harmless ? 'let in' : 'LOCKED');
    const heard = of('event').filter((name) => under.till.access.gate.hears(name as keyof Events<Api>));
    expect(heard.filter((name) => /^(checkout|capture|print)\./.test(name))).toEqual([]);
  });

  test('a cashier is let in, asked for somebody’s yes or turned away, call by call, as the rules have it', async () => {
    const bela = under.till.access.view().people.find(({ name }) => name === 'Bela')?.staffId ?? '';
    expect(await under.screen.call('access.sign-in', { staffId: bela, pin: '7391' })).toEqual({ ok: true });
    const rules = under.till.access.rules();
    // With an empty input nobody can tell how much it is or about whom: that is looked at, or asked about.
    const expected = {
      anybody: ['let in'],
      allowed: ['let in', 'looked at', 'APPROVAL_NEEDED'],
      approval: ['APPROVAL_NEEDED', 'looked at'],
      refused: ['NOT_ALLOWED'],
    };
    for (const name of calls) {
      const action = callAccess[name];
      const grade = action === 'anybody' ? action : gradeOf(action, 'cashier', rules);
      expect(expected[grade], name).toContain(await admit(name));
    }
    expect(await admit('programs.save')).toBe('NOT_ALLOWED');
    expect(await admit('members.erase')).toBe('APPROVAL_NEEDED');
    expect(await admit('checkout.clear')).toBe('let in');
  });
});

test('a shop without staff is open: every call is let in as it came', async () => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'tessera-access-'));
  const { till, close } = await openTestTill(dir);
  const input = { by: 'whoever' };
  for (const name of calls)
    expect(await till.access.gate.pass(name, input, undefined, (said) => said)).toBe(input);
  await close();
  rmSync(dir, { recursive: true });
});
