import { expect, test } from 'vitest';
import { headAt, link } from '#shared/ledger/chain.ts';
import type { Envelope } from '#shared/ledger/envelope.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { backup, withDatabase } from '#test/support/centre-database.ts';
import { aCentre, aLine, ann, unit, where } from '#test/support/rights-line.ts';
import { awarded, joined, sha256 } from '#test/support/till-pen.ts';

const wellKept = { faults: [], differences: [], overdrawn: [] };

/** How much of its risks the house wrote off. */
const writtenOff = ({ databaseUrl }: { databaseUrl: string }): Promise<number> =>
  withDatabase(databaseUrl, async (client) => {
    const { rows } = await client.query<{ sum: string }>('SELECT sum(written_off) FROM risks');
    return Number(rows[0]?.sum);
  });

/** Till 2 took in 60 of what till 1 awarded; the centre forgot both, and till 1 is given up. What is known of till 1 is short. */
async function spentOfGivenUp() {
  const before = await aCentre();
  const one = await aLine(before.url, 'till-1');
  const two = await aLine(before.url, 'till-2');
  const three = await aLine(before.url, 'till-3');
  await one.say(...joined(1));
  const known = one.pen.log.length;
  const copy = await backup(before.databaseUrl);
  await one.say(awarded(1, 65, 'centre'));
  await two.accept((await two.want(60)).grants);
  await one.accept((await one.want(5)).grants);
  const port = Number(new URL(before.url).port);
  await before.close();
  const after = await aCentre(copy, port);

  await two.openAgain();
  await three.openAgain();
  await after.store.decideAsOwner({ kind: 'exclude-till', till: 'till-1', by: 'owner' });
  expect((await two.openAgain()).recovering).toBe(false);
  expect(await where(after)).toEqual({ 'till-2': 60, 'transit:till-2': -60 });
  const below = { holder: ann, unit, drawer: 'transit:till-2', amount: -60 };
  expect(await after.store.verify()).toMatchObject({ ...wellKept, overdrawn: [{ ...below, awaited: true }] });
  await three.say(awarded(1, 10, 'centre'));
  return { after, two, three, unheard: one.pen.log.slice(known) };
}

test('what was granted of the value of a till that was given up is written down when its log comes, and not granted twice', async () => {
  const { after, two, three, unheard } = await spentOfGivenUp();
  expect((await two.want(10)).grants, 'it may be the value that was granted').toEqual([]);
  await three.say(awarded(1, 4, 'centre', '2026-11-22/2027-11-22'));
  await two.accept((await two.want(10)).grants);
  expect(await where(after), 'value of another lot waits for nothing').toMatchObject({ 'till-2': 64 });
  expect((await after.store.overview()).quarantine.count, 'a later grant is taken in as ever').toBe(0);

  const said = await after.store.accept({ writer: 'till-1', envelopes: unheard });
  expect(said).toMatchObject({ ok: true });
  expect((await three.want(65)).short).toEqual([{ holder: ann, unit, amount: 55 }]);
  expect(await where(after)).toEqual({ 'till-1': 5, 'till-2': 64, 'transit:till-3': 10 });
  expect((await after.store.overview()).quarantine.count).toBe(0);
  expect(await after.store.verify()).toMatchObject(wellKept);
});

test('once a till that was given up is revoked, nobody waits for what it never told, and the house stands for it', async () => {
  const { after, two } = await spentOfGivenUp();
  expect((await two.want(10)).grants).toEqual([]);
  await after.store.decideAsOwner({ kind: 'revoke-till', till: 'till-1', because: 'lost', by: 'owner' });
  await two.accept((await two.want(10)).grants);
  // Nobody can know what till 1 had awarded, so the member pays for none of it with what they earned elsewhere.
  expect(await where(after)).toEqual({ 'till-2': 70 });
  expect(await writtenOff(after)).toBe(60);
  expect((await after.store.overview()).conflicts.count).toBe(0);
  expect(await after.store.verify()).toMatchObject(wellKept);
});

test('what was granted again beside a till that was given up, and had it, waits for the owner once that till tells of it', async () => {
  const before = await aCentre();
  const one = await aLine(before.url, 'till-1');
  const two = await aLine(before.url, 'till-2');
  await one.say(...joined(1));
  const known = [...two.pen.log];
  const copy = await backup(before.databaseUrl);
  await one.say(awarded(1, 65, 'centre'));
  const { grants } = await two.want(60);
  await two.accept(grants);
  const port = Number(new URL(before.url).port);
  await before.close();
  const after = await aCentre(copy, port);
  await after.store.decideAsOwner({ kind: 'exclude-till', till: 'till-2', by: 'owner' });
  await one.openAgain();
  await one.accept((await one.want(50)).grants);
  expect(await where(after), 'nobody can know that till 2 has 60 of them').toEqual({
    centre: 15,
    'till-1': 50,
  });

  // Till 2 is back, and says again behind what the centre has of it what it had taken in.
  const head = headAt(known.at(-1) as Envelope);
  const start = { epoch: await after.store.nextEpoch('till-2'), because: 'forked' } as const;
  const previous = { previousSeq: head.seq, previousHash: head.hash };
  const again = link(
    [
      { type: 'EpochStarted', body: { ...start, ...previous } },
      ...grants.map(({ to: _to, because: _because, ...body }): Fact => ({ type: 'RightsAccepted', body })),
    ],
    { ...head, epoch: start.epoch },
    { atMs: 1_795_000_100_000, day: '2026-11-22' },
    sha256,
  );
  const log = [...known, ...again];
  // It hears of the new generation, and opens a session of that.
  for (let i = 0; i < 2; i += 1) await two.till.open(log);
  expect(await two.till.upload(again)).toMatchObject({ status: 200 });
  await after.store.settle();
  expect(await where(after)).toEqual({ 'till-1': 50, 'till-2': 60 });
  const twice = { kind: 'twice', till: 'till-2', holder: ann, unit, amount: 45, moneyMinor: null };
  expect((await after.store.overview()).conflicts).toMatchObject({ count: 1, latest: [twice] });
  expect(await after.store.verify()).toMatchObject(wellKept);

  // What comes of the member pays for it first; the rest is the owner's to decide.
  await one.say(awarded(1, 40, 'centre'));
  await after.store.settle();
  const { latest } = (await after.store.overview()).conflicts;
  expect(latest).toMatchObject([{ ...twice, amount: 5 }]);
  const decision = { kind: 'write-off-risk', riskId: latest[0]?.id ?? '', by: 'owner' } as const;
  expect(await after.store.decideAsOwner(decision)).toEqual({ ok: true, value: { facts: 1 } });
  expect((await after.store.overview()).conflicts.count).toBe(0);
  expect(await writtenOff(after)).toBe(5);
  expect(await after.store.verify()).toMatchObject(wellKept);
});
