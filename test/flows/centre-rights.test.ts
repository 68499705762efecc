import { expect, onTestFinished, test } from 'vitest';
import { transitTo } from '#shared/ledger/drawer.ts';
import type { Fact } from '#shared/ledger/events.ts';
import type { Recall } from '#shared/sync/protocol.ts';
import { aCentre, aLine, ann, unit, where } from '#test/support/rights-line.ts';
import { awarded, joined } from '#test/support/till-pen.ts';

const today = () => new Date().toISOString().slice(0, 10);
const wellKept = { faults: [], differences: [] };

test('value goes from the centre to the till that asks, is on its way until it is taken in, and is granted once', async () => {
  const centre = await aCentre();
  const one = await aLine(centre.url, 'till-1');
  const two = await aLine(centre.url, 'till-2');
  await one.say(...joined(1), awarded(1, 100, 'centre'));
  const { grants, short } = await two.want(60);
  expect(short).toEqual([]);
  expect(grants).toMatchObject([{ number: 1, generation: 1, to: 'till-2', holder: ann }]);
  expect(await where(centre)).toEqual({ centre: 40, [transitTo('till-2')]: 60 });
  expect((await two.want(60)).grants, 'asked again, the answer was lost').toEqual(grants);
  expect((await two.story()).grants, 'and told with the story').toEqual(grants);
  expect((await one.story()).grants, 'but to nobody else').toEqual([]);
  await two.accept(grants);
  expect(await where(centre)).toEqual({ centre: 40, 'till-2': 60 });
  expect((await two.story()).grants).toEqual([]);
  const rest = await two.want(50);
  expect(rest.grants).toMatchObject([{ number: 2, parts: [{ amount: 40 }] }]);
  expect(rest.short).toEqual([{ holder: ann, unit, amount: 10 }]);
  expect(await centre.store.verify()).toMatchObject(wellKept);
});

test('what lies at another till is recalled while the customer waits', async () => {
  const centre = await aCentre();
  const one = await aLine(centre.url, 'till-1');
  const two = await aLine(centre.url, 'till-2');
  await one.say(...joined(1), awarded(1, 100, 'till-1'));
  const asking = two.want(70);
  let recall: Recall | undefined;
  await expect
    .poll(async () => (recall = (await one.story()).recalls[0]), { timeout: 45_000, interval: 10 })
    .toMatchObject({ holder: ann, unit, amount: 70 });
  if (recall) await one.giveBack(recall, 70);
  const { grants, short } = await asking;
  expect(short).toEqual([]);
  expect(grants).toMatchObject([{ to: 'till-2', parts: [{ lot: '2026-11-22/-', amount: 70 }] }]);
  expect((await one.story()).recalls, 'answered').toEqual([]);
  expect(await where(centre)).toEqual({ 'till-1': 30, [transitTo('till-2')]: 70 });
});

test('many tills that ask for the same value at once get no more than there is', async () => {
  const centre = await aCentre();
  const lines = await Promise.all([1, 2, 3, 4, 5].map((n) => aLine(centre.url, `till-${n}`)));
  await lines[0]?.say(...joined(1), awarded(1, 100, 'centre'));
  const answers = await Promise.all(lines.map((line) => line.want(40)));
  const granted = answers.flatMap(({ grants }) => grants).flatMap(({ parts }) => parts);
  expect(granted.reduce((sum, { amount }) => sum + amount, 0)).toBe(100);
  expect((await where(centre))['centre']).toBeUndefined();
  expect(await centre.store.verify()).toMatchObject(wellKept);
});

test('a till that takes more than lies in its drawer, or takes in what was never granted, is set aside', async () => {
  const centre = await aCentre();
  const one = await aLine(centre.url, 'till-1');
  const returned = (amount: number): Fact => ({
    type: 'RightsReturned',
    body: { holder: ann, unit, parts: [{ lot: '2026-11-22/-', amount }], because: 'surplus', recallId: null },
  });
  await one.say(...joined(1), awarded(1, 100, 'till-1'), returned(60), returned(60), returned(30));
  const forged = { grantId: 'forged', generation: 1, number: 1, holder: ann, unit };
  await one.say({
    type: 'RightsAccepted',
    body: { ...forged, parts: [{ lot: '2026-11-22/-', amount: 500 }] },
  });
  expect(await where(centre)).toEqual({ centre: 90, 'till-1': 10 });
  const { quarantine } = await centre.store.overview();
  expect(quarantine.latest.map(({ type }) => type)).toEqual(['RightsAccepted', 'RightsReturned']);
  expect(await centre.store.verify()).toMatchObject(wellKept);
  await centre.store.rebuild();
  expect(await where(centre)).toEqual({ centre: 90, 'till-1': 10 });
});

test('a till that listens is told of recalls and news at once', async () => {
  const centre = await aCentre();
  const one = await aLine(centre.url, 'till-1');
  const two = await aLine(centre.url, 'till-2');
  await one.say(...joined(1), awarded(1, 100, 'till-1'));
  const notices = await one.till.listen();
  onTestFinished(() => notices.close());
  const asking = two.want(10);
  await expect.poll(() => notices.heard, { timeout: 5_000 }).toContain('recall');
  await two.say(...joined(2));
  await expect.poll(() => notices.heard, { timeout: 5_000 }).toContain('story');
  expect((await asking).short).toEqual([{ holder: ann, unit, amount: 10 }]);
});

test('the risk that a till took is covered as soon as the customer has something at the centre', async () => {
  const centre = await aCentre();
  const one = await aLine(centre.url, 'till-1');
  const risk: Fact = {
    type: 'RiskTaken',
    body: {
      riskId: 'risk-1',
      holder: ann,
      unit,
      amount: 50,
      lot: '2026-11-22/-',
      saleId: 'sale-1',
      worth: { minor: 100, currency: 'EUR' },
    },
  };
  await one.say(...joined(1), risk, awarded(1, 30, 'centre'));
  await expect.poll(() => where(centre), { timeout: 5_000 }).toEqual({});
  await one.say(awarded(1, 35, 'centre'));
  await expect.poll(() => where(centre), { timeout: 5_000 }).toEqual({ centre: 15 });
  expect(await centre.store.verify()).toMatchObject(wellKept);
});

test('value that nobody asked for goes to the till where its member is at home, but not back to whence it came', async () => {
  const centre = await aCentre();
  const one = await aLine(centre.url, 'till-1');
  const two = await aLine(centre.url, 'till-2');
  const visits = (at: typeof one) =>
    [1, 2, 3].map((count): Fact => ({
      type: 'SaleRecorded',
      body: {
        saleId: `${at.pen.writer}-visit-${count}`,
        walletId: ann.slice('wallet:'.length),
        total: { minor: 100, currency: 'EUR' },
        paidWithVouchersMinor: 0,
        items: [],
      },
    }));
  await one.say(...joined(1));
  two.pen.onDay(today());
  await two.say(...visits(two));
  await one.say(awarded(1, 40, 'centre'));
  await expect.poll(() => where(centre), { timeout: 5_000 }).toEqual({ [transitTo('till-2')]: 40 });
  const { grants } = await two.story();
  expect(grants).toMatchObject([{ because: 'home', number: 1, holder: ann }]);
  await two.accept(grants);
  await two.say(awarded(1, 5, 'centre'));
  const online = new Set(['till-1', 'till-2']);
  const arrival = { holder: ann, from: 'till-2', lies: 'at-centre' } as const;
  expect(await centre.store.place([arrival], online)).toEqual({ told: [], recalls: [], waiting: [] });
  expect(await where(centre)).toEqual({ centre: 5, 'till-2': 40 });
  expect(await centre.store.verify()).toMatchObject(wellKept);
});

test('what ends in the drawer of the centre is booked there', async () => {
  const centre = await aCentre();
  const one = await aLine(centre.url, 'till-1');
  await one.say(
    ...joined(1),
    awarded(1, 40, 'centre', '2020-01-01/2020-12-31'),
    awarded(1, 9, 'centre', '2020-01-01/2999-12-31'),
    awarded(1, 5, 'centre', '2020-01-01/-'),
  );
  expect(await centre.store.expireOwn()).toBe(1);
  expect(await where(centre)).toEqual({ centre: 14 });
  expect(await centre.store.expireOwn()).toBe(0);
  const { units } = await centre.store.overview();
  expect(units).toMatchObject([{ unit, expired: 40, outstanding: 14 }]);
});
