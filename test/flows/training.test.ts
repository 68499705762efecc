import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as after } from 'node:timers';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api, type Api } from '#shared/api/api.ts';
import type { ErrorCode } from '#shared/api/channel.ts';
import { createClient, type Client } from '#shared/api/client.ts';
import type { DrillId, SchoolChoice, TrainingView } from '#shared/api/training.api.ts';
import { openStore } from '#electron/store/store.ts';
import { openTwoTills, type TwoTills } from '#electron/training/two-tills.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { cards, temporaryFolder } from '#test/support/a-till.ts';
import { pipe } from '#test/support/open-till.ts';

let folder: ReturnType<typeof temporaryFolder>;
let tills: TwoTills;
const open = () =>
  openTwoTills({
    dataDir: folder.dir,
    shell: 'none',
    demo: true,
    centreUrl: null,
    pairingCode: 'demo-pairing',
    witnessDir: folder.dir,
    printer: 'none',
    log: () => {},
  });
beforeEach(async () => {
  folder = temporaryFolder();
  tills = await open();
});
afterEach(async () => {
  await tills.close();
  folder.remove();
});
const patience = { timeout: 20_000, interval: 20 };

/** A window on whichever till is in front, and whether it was told to start anew. */
function aWindow(): { screen: Client<Api>; moved(): boolean; send(frame: unknown): void; heard: unknown[] } {
  const { here, there } = pipe();
  tills.attach(there);
  const timer = {
    after(ms: number, run: () => void) {
      const pending = after(run, ms);
      return () => clearTimeout(pending);
    },
  };
  const screen = createClient(api, here, timer);
  const heard: unknown[] = [];
  here.onFrame((frame) => heard.push(frame));
  let moved = false;
  screen.on('till.moved', () => (moved = true));
  return { screen, moved: () => moved, send: (frame) => here.send(frame), heard };
}
async function inTraining(programs: SchoolChoice = 'own') {
  const { screen, moved } = aWindow();
  await screen.call('training.enter', { programs });
  await vi.waitUntil(moved, patience);
  return aWindow();
}

test('leaves the devices and displays of the real till as they are', async () => {
  const { screen } = await inTraining();
  const before = readdirSync(folder.dir).sort();
  const display = { ...(await screen.call('display.view', {})).setup, balance: false };
  const refused = { code: 'NOT_ALLOWED' };
  await expect(screen.call('display.set-up', display)).rejects.toMatchObject(refused);
  await expect(screen.call('display.remove-picture', { pictureId: 'a.png' })).rejects.toMatchObject(refused);
  await expect(screen.call('devices.forget-calibration', {})).rejects.toMatchObject(refused);
  expect(readdirSync(folder.dir).sort()).toEqual(before);
});
/** How many facts the real till's file holds. */
function realLength(): number {
  const store = openStore(path.join(folder.dir, 'till.db'), nodeMachine);
  const { seq } = store.head();
  store.close();
  return seq;
}

test('training is another till on data of its own, and the real one comes back as it was', async () => {
  const real = aWindow();
  expect(await real.screen.call('till.info', {})).toMatchObject({ training: false, tillName: 'Till 1' });
  await real.screen.call('checkout.scan', { deviceId: 'virtual-scanner', text: cards.fresh });
  const before = await real.screen.call('checkout.visit', {});

  const { screen, moved } = await inTraining();
  expect(real.moved()).toBe(true);
  // A page that has not started anew yet is not listened to.
  real.send({ t: 'req', id: 99, m: 'till.info', p: {} });
  expect(await screen.call('till.info', {})).toMatchObject({ training: true, demo: true });
  expect(await screen.call('till.status', {})).toMatchObject({ link: 'off', printer: 'ready' });
  await screen.call('checkout.scan', { deviceId: 'virtual-scanner', text: cards.eightyPoints });
  expect(await screen.call('checkout.confirm', { commandId: 'sale-1', amountText: '23.40' })).toMatchObject({
    ok: true,
  });
  expect(JSON.stringify(real.heard)).not.toContain('"id":99');

  await screen.call('training.leave', {});
  await vi.waitUntil(moved, patience);
  const back = aWindow();
  expect(await back.screen.call('till.info', {})).toMatchObject({ training: false });
  expect(await back.screen.call('checkout.visit', {})).toEqual(before);
  expect(await back.screen.call('print.jobs', { limit: 30 })).toEqual([]);
  await expect(back.screen.call('training.view', {})).rejects.toMatchObject({
    code: 'NOT_FOUND' satisfies ErrorCode,
  });
});

test('what is done in training never reaches the real till’s file, and is kept by itself', async () => {
  await tills.close();
  const length = realLength();
  tills = await open();
  const { screen } = await inTraining();
  await screen.call('training.start', { drillId: 'sale' });
  await screen.call('checkout.scan', { deviceId: 'virtual-scanner', text: cards.eightyPoints });
  await screen.call('checkout.confirm', { commandId: 'sale-1', amountText: '23.40' });
  expect((await screen.call('training.view', {})).drills[0]).toEqual({
    drillId: 'sale',
    finished: true,
    lacks: null,
  });
  await tills.close();
  expect(realLength()).toBe(length);
  expect(readFileSync(path.join(folder.dir, 'training', 'drills.json'), 'utf8')).toContain('sale');
  // Whoever starts the till again is at the real one, and training goes on where it was.
  tills = await open();
  expect(await aWindow().screen.call('till.info', {})).toMatchObject({ training: false });
  const again = await inTraining();
  expect((await again.screen.call('training.view', {})).drills[0]?.finished).toBe(true);
});

test('somebody learns with the shop’s own programs and looks, without its members and staff, and with samples if they like', async () => {
  const real = aWindow();
  const { programs } = await real.screen.call('programs.list', {});
  const points = programs.find(({ programId }) => programId === 'points');
  if (!points) throw new Error('the demo shop has points');
  const terms = { pointsPerUnit: 2, voucherAt: 500, voucherWorthMinor: 300 };
  const setup = JSON.stringify({ ...(JSON.parse(points.setup) as object), ...terms });
  expect(await real.screen.call('programs.save', { ...points, setup })).toEqual({ ok: true });
  await real.screen.call('brand.keep', { accent: '#7a1f3d', points: { en: { one: 'bean', many: 'beans' } } });
  await real.screen.call('people.add', { name: 'Ada Secret', role: 'owner', pin: '2580', badge: '' });
  const own = await inTraining();
  expect(await own.screen.call('training.view', {})).toMatchObject({
    programs: 'own',
    words: { voucher: '€250.00', points: 40, missing: '€20.00' },
  });
  expect(await own.screen.call('brand.view', {})).toMatchObject({ accent: '#7a1f3d' });
  expect(await own.screen.call('access.view', {})).toMatchObject({ people: [], who: null });
  await own.screen.call('checkout.scan', { deviceId: 'virtual-scanner', text: cards.eightyPoints });
  expect((await own.screen.call('checkout.visit', {})).member?.holdings).toContainEqual(
    expect.objectContaining({ programId: 'points', have: 400, need: 500 }),
  );
  await own.screen.call('training.leave', {});
  await vi.waitUntil(own.moved, patience);

  const samples = await inTraining('sample');
  expect(await samples.screen.call('training.view', {})).toMatchObject({
    programs: 'sample',
    words: { voucher: '€100.00' },
  });
});

test('each drill is done by doing it: every step is seen by the till itself', async () => {
  const { screen } = await inTraining();
  const view = (): Promise<TrainingView> => screen.call('training.view', {});
  const step = async (): Promise<string | null | undefined> => (await view()).current?.step;
  let last = 0;
  const scan = (text: string) => screen.call('checkout.scan', { deviceId: 'virtual-scanner', text });
  const sell = async (amountText: string): Promise<void> => {
    const commandId = `command-${(last += 1)}`;
    expect(await screen.call('checkout.confirm', { commandId, amountText })).toMatchObject({ ok: true });
  };
  /** Does what the help of the present step offers. */
  const takeHand = async (): Promise<void> => {
    const help = (await view()).current?.help;
    if (help?.kind === 'scan') await scan(help.text);
    if (help?.kind === 'paper') await screen.call('practice.set-paper', { paper: help.paper });
    if (help?.kind === 'cable') await screen.call('training.cable', { out: help.out });
    expect(help).not.toBeNull();
  };
  const latestSale = async (): Promise<string> =>
    (await screen.call('refund.sales', { limit: 1 }))[0]?.saleId ?? '';
  const takeBack = async (kind: 'void' | 'refund', amountText: string): Promise<void> => {
    const wanted = {
      saleId: await latestSale(),
      kind,
      amountText,
      lines: [],
      commandId: `reversal-${kind}`,
      note: '',
    };
    expect(await screen.call('refund.confirm', wanted)).toMatchObject({ ok: true });
  };
  const whoIs = async (text: string): Promise<string> =>
    (await screen.call('members.find', { text, typos: false })).found[0]?.walletId ?? '';
  const drill: Record<DrillId, readonly (() => Promise<unknown>)[]> = {
    sale: [takeHand, () => sell('5.00')],
    voucher: [
      async () => {
        await takeHand();
        await sell('100.00');
      },
      takeHand,
      () => sell('10.00'),
    ],
    offer: [
      async () => {
        await takeHand();
        if ((await step()) === 'card') throw new Error('the card of article numbers has 41 points');
      },
      async () => {
        const { offers } = await screen.call('checkout.offers', { amountText: '10.00' });
        const offer = offers.find(({ state, title }) => state === 'open' && title.code === 'REWARD');
        await screen.call('checkout.choose', {
          offerId: offer?.offerId ?? '',
          chosen: true,
          amountText: '10.00',
        });
        await sell('10.00');
      },
    ],
    enrol: [takeHand, () => screen.call('checkout.enrol', {})],
    find: [
      async () => screen.call('members.present', { walletId: await whoIs('Anna'), text: 'Anna' }),
      () => sell('5.00'),
    ],
    'refund-whole': [
      async () => {
        await takeHand();
        await sell('7.00');
      },
      () => takeBack('void', ''),
    ],
    'refund-part': [
      async () => {
        await takeHand();
        await sell('8.00');
      },
      () => takeBack('refund', '3.00'),
    ],
    paper: [
      takeHand,
      async () => {
        await takeHand();
        await sell('200.00');
      },
      () => vi.waitUntil(async () => (await step()) !== 'look', patience),
      takeHand,
      async () => {
        const jobs = await screen.call('print.jobs', { limit: 30 });
        for (const { jobId } of jobs.filter(({ state }) => state === 'not-printed'))
          await screen.call('print.again', { jobId });
        await vi.waitUntil(async () => (await step()) === null, patience);
      },
    ],
    offline: [
      async () => {
        await takeHand();
        expect(await screen.call('till.status', {})).toMatchObject({ link: 'offline' });
      },
      async () => {
        await takeHand();
        await sell('6.00');
      },
      takeHand,
    ],
    'lost-card': [
      async () => {
        const sheet = await screen.call('members.sheet', { walletId: await whoIs('Béla') });
        await screen.call('manager.block-card', { cardId: sheet?.cards[0]?.cardId ?? '', reason: 'lost' });
      },
      takeHand,
      async () => screen.call('members.attach', { walletId: await whoIs('Béla') }),
    ],
  };
  for (const { drillId } of (await view()).drills) {
    const begun = await screen.call('training.start', { drillId });
    expect(begun.current).toMatchObject({ drillId, done: 0, steps: drill[drillId].length });
    for (const [at, act] of drill[drillId].entries()) {
      expect((await view()).current?.done, `${drillId} before ${at}`).toBe(at);
      await act();
      expect((await view()).current?.done, `${drillId} after ${at}`).toBe(at + 1);
    }
    expect(await step()).toBeNull();
    await screen.call('checkout.clear', {});
  }
  expect((await view()).drills.every(({ finished }) => finished)).toBe(true);
}, 60_000);
