import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fact } from '#shared/ledger/events.ts';
import { addDays } from '#shared/base/business-time.ts';
import type { Machine } from '#shared/base/machine.ts';
import { cardIdOf, walletIdOf } from '#shared/members/wallet.ts';
import { knownRows } from '#electron/store/known.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { cards, temporaryFolder } from '#test/support/a-till.ts';
import { openTestTill, type TillUnderTest } from '#test/support/open-till.ts';

let folder: ReturnType<typeof temporaryFolder>;
let under: TillUnderTest;
let nowMs = Date.parse('2026-11-22T10:00:00Z');
const machine: Machine = { ...nodeMachine, now: () => nowMs };
const today = '2026-11-22';

beforeEach(async () => {
  nowMs = Date.parse('2026-11-22T10:00:00Z');
  folder = temporaryFolder();
  under = await openTestTill(folder.dir, { machine });
});
afterEach(async () => {
  await under.close();
  folder.remove();
});

const walletOf = (card: string): string => walletIdOf(cardIdOf(card, nodeMachine.sha256), nodeMachine.sha256);
/** As many quiet moments as there is work for. */
const quiet = (): void => {
  for (let more = true; more;) more = under.till.segments.piece();
};
const scan = (text: string) => under.screen.call('checkout.scan', { deviceId: 'test', text });
const badge = async () => (await under.screen.call('checkout.visit', {})).member?.segment;
const sums = async () =>
  Object.fromEntries(
    (await under.screen.call('segments.all', {})).sums.map(({ segment, members }) => [segment, members]),
  );
/** Sales of long ago, as this till wrote them then. */
function sold(card: string, days: readonly string[], minor = 500): void {
  for (const day of days) {
    const body = {
      saleId: `old-${card}-${day}`,
      walletId: walletOf(card),
      total: { minor, currency: 'EUR' },
      paidWithVouchersMinor: 0,
      items: [],
    };
    const fact: Fact = { type: 'SaleRecorded', body };
    under.till.store.commit({ facts: [fact], time: { atMs: Date.parse(`${day}T12:00:00Z`), day } });
  }
}
/** A shop with enough members to compare: each came in these months so often, and spent so much each time. */
function crowd(visits: readonly number[]): void {
  const ids = visits.map((_, n) => `${String(n).padStart(2, '0')}${'e'.repeat(30)}`);
  under.till.store.learn(
    [
      knownRows(
        'members',
        ids.map((wallet_id) => ({ wallet_id, enrolled_day: '2025-01-01', erased_at: null })),
      ),
      knownRows(
        'activity',
        ids.map((wallet_id, n) => ({
          wallet_id,
          month: '2026-11',
          visits: visits[n] ?? 0,
          spent_minor: 1_000 * (visits[n] ?? 0),
          points: 0,
          last_day: '2026-11-20',
        })),
      ),
    ],
    'told',
  );
}

describe('the badge at the counter', () => {
  test('is not there before anybody looked, and says new for who just joined', async () => {
    await scan(cards.fresh);
    expect(await badge()).toBeUndefined();
    quiet();
    expect(await badge()).toMatchObject({ segment: 'new', visits: 0 });
  });

  test('says at risk and why, and is gone in the next quiet moment after they came', async () => {
    sold(
      cards.fresh,
      [0, 9, 18, 27].map((ago) => addDays('2026-10-12', -ago)),
    );
    nowMs += 40 * 86_400_000;
    quiet();
    await scan(cards.fresh);
    expect(await badge()).toMatchObject({ segment: 'at-risk', awayDays: 81, visits: 4 });
    await under.screen.call('checkout.confirm', { commandId: 'sale-back-1', amountText: '5' });
    quiet();
    await scan(cards.fresh);
    expect(await badge()).toBeUndefined();
  });

  test('is remembered over a restart, and looked at anew on another business day', async () => {
    quiet();
    await under.close();
    under = await openTestTill(folder.dir, { machine });
    await scan(cards.fresh);
    expect(await badge()).toMatchObject({ segment: 'new' });
    nowMs += 31 * 86_400_000;
    quiet();
    expect(await badge()).toBeUndefined();
  });
});

describe('members by segment', () => {
  test('are compared once there are twenty with a visit, over all tills, and equal ones stay together', async () => {
    crowd(Array.from({ length: 20 }, (_, n) => n + 1));
    quiet();
    // Sums of fifths: visits and spend rise together, so the upper four are high value and the lower eight occasional.
    expect(await sums()).toMatchObject({ 'high-value': 4, occasional: 8, '': 8 });
    expect(await under.screen.call('segments.all', {})).toMatchObject({ lookedDay: today, compared: true });
    const list = await under.screen.call('segments.members', { segment: 'high-value', from: 0, most: 3 });
    expect(list.map(({ why }) => why.spentMinor)).toEqual([20_000, 19_000, 18_000]);
    const rest = await under.screen.call('segments.members', { segment: 'high-value', from: 3, most: 3 });
    expect(rest.map(({ why }) => why.spentMinor)).toEqual([17_000]);
  });

  test('are not compared below twenty, and that is said', async () => {
    crowd(Array.from({ length: 19 }, (_, n) => n + 1));
    quiet();
    expect(await under.screen.call('segments.all', {})).toMatchObject({
      compared: false,
      fewestCompared: 20,
    });
    expect((await sums())['high-value']).toBe(0);
  });

  test('forget who was erased at once, and show those with a name by it', async () => {
    await scan(cards.fresh);
    const walletId = walletOf(cards.fresh);
    await under.screen.call('members.change', { walletId, person: { name: 'Éva Kovács' }, anyway: false });
    quiet();
    const all = async () =>
      (await under.screen.call('segments.members', { segment: 'new', from: 0, most: 50 })).map(
        ({ member }) => member,
      );
    expect((await all()).find((member) => member.walletId === walletId)?.name).toBe('Éva Kovács');
    await under.screen.call('members.erase', { walletId });
    quiet();
    expect((await all()).some((member) => member.walletId === walletId)).toBe(false);
  });

  test('count who was merged into another as one, with what both did', async () => {
    sold(cards.fresh, ['2026-11-01', '2026-11-02']);
    sold(cards.ean, ['2026-11-03', '2026-11-10']);
    quiet();
    await under.screen.call('manager.merge', {
      from: walletOf(cards.ean),
      into: walletOf(cards.fresh),
      by: 'owner',
    });
    quiet();
    const row = under.till.store.segments.of(walletOf(cards.fresh));
    expect(row).toMatchObject({ visits: 4, spentMinor: 2_000, lastDay: '2026-11-10' });
    expect(under.till.store.segments.of(walletOf(cards.ean))).toBeUndefined();
  });

  test('are looked at in pieces, and only what changed is written', () => {
    crowd(Array.from({ length: 60 }, (_, n) => 1 + (n % 9)));
    quiet();
    let written = 0;
    const { segments } = under.till.store;
    const put = segments.put.bind(segments);
    segments.put = (rows) => {
      written += rows.length;
      put(rows);
    };
    nowMs += 86_400_000;
    quiet();
    expect(written).toBe(0);
  });
});

test('a program may ask for a segment: until this till looked nobody has it, and it says so; then its members have, and others not', async () => {
  const save = (programId: string, type: string, setup: object) =>
    under.screen.call('programs.save', {
      ...{ programId, type, revision: 0, ended: false },
      setup: JSON.stringify(setup),
    });
  const when = { segments: ['new'] };
  const percent = { kind: 'percent', bp: 1_000 };
  expect(await save('hello', 'coupons', { name: 'Hello', effect: percent, code: 'HELLO', when })).toEqual({
    ok: true,
  });
  expect(
    await save('gone', 'benefits', { name: 'Gone', effect: percent, when: { segments: ['Nobody'] } }),
  ).toEqual({ ok: true });
  const { odd } = await under.screen.call('programs.list', {});
  expect(odd).toContainEqual({ code: 'SEGMENT_MISSING', programId: 'gone', names: 'Nobody' });
  const why = async (card: string) => {
    await scan(card);
    await scan('HELLO');
    const { offers } = await under.screen.call('checkout.offers', { amountText: '10' });
    await under.screen.call('checkout.clear', {});
    const offer = offers.find(({ offerId }) => offerId === 'hello/coupon');
    return offer?.because?.code ?? offer?.offMinor;
  };
  expect(await why(cards.fresh)).toBe('SEGMENT_NOT_KNOWN');
  quiet();
  expect(await why(cards.fresh)).toBe(100);
  nowMs += 60 * 24 * 60 * 60 * 1_000;
  quiet();
  expect(await why(cards.fresh)).toBe('NOT_FOR_THIS_MEMBER');
});
