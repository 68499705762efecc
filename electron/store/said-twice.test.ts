import { cpSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { link } from '#shared/ledger/chain.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { replaceGiftCard } from '#shared/back-office/replace-gift-card.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { openCounter, temporaryFolder } from '#test/support/a-till.ts';

const folders: ReturnType<typeof temporaryFolder>[] = [];
afterEach(() => folders.splice(0).forEach((one) => one.remove()));
const now = { atMs: 1_795_000_000_000, day: '2026-11-22' };
const walletId = 'a'.repeat(32);
const lot = '2026-11-01/2027-11-01';
const [cardA, cardB] = ['1'.repeat(32), '2'.repeat(32)];

/** The same image of a till is put back twice; each time it starts over. What it only knew is told to the centre the first time. */
async function putBackTwice(
  deeds: (writer: string) => Fact[],
  before: (writer: string) => Fact[] = () => [],
) {
  const [one, image] = [temporaryFolder(), temporaryFolder()];
  folders.push(one, image);
  let till = await openCounter(one.dir);
  const first = before(till.store.writer);
  if (first.length > 0) till.store.commit({ facts: first, time: now });
  const commonSeq = till.store.head().seq;
  const [common] = till.store.ownAfter(commonSeq - 1, 1);
  if (!common) throw new Error('no event');
  const rest = link(
    [{ type: 'CardBlocked', body: { cardId: 'e'.repeat(64), reason: 'lost' } }],
    common,
    now,
    nodeMachine.sha256,
  );
  till.store.commit({ facts: deeds(till.store.writer), time: now });
  till.close();
  cpSync(one.dir, image.dir, { recursive: true });
  till = await openCounter(one.dir);
  till.store.startOver({ commonSeq, rest, epoch: 2 }, now);
  const told = till.store.ownAfter(commonSeq, 1_000);
  till.close();
  const again = await openCounter(image.dir);
  const over = again.store.startOver({ commonSeq, rest: told, epoch: 3 }, now);
  return { again, over };
}

test('value put right by hand is put right once', async () => {
  const { again } = await putBackTwice((writer) => [
    {
      type: 'ValueAdjusted',
      body: { walletId, unit: 'points:points', drawer: writer, lot, amount: 30, note: 'x', by: 'anna' },
    },
  ]);
  const sum = again.store.look.lots(walletId).reduce((s, { amount }) => s + amount, 0);
  again.close();
  expect(sum).toBe(30);
});

test('the money of a gift card that was replaced is on the new one once', async () => {
  const program = { programId: 'gift-cards', revision: 1 };
  const vat = { kind: 'mpv' as const };
  const { again } = await putBackTwice(
    (writer) => {
      const done = replaceGiftCard(
        {
          replacementId: 'r-1',
          old: { giftCardId: cardA, vat },
          next: { giftCardId: cardB, tail: 'BBBB' },
          because: 'lost',
          unit: 'gift:EUR',
          here: [{ lot, amount: 5000 }],
          elsewhere: 0,
          program,
        },
        { drawer: writer, tail: 'AAAA' },
      );
      if (!done.ok) throw new Error('refused');
      return done.value;
    },
    (writer) => [
      {
        type: 'GiftCardLoaded',
        body: {
          giftCardId: cardA,
          tail: 'AAAA',
          unit: 'gift:EUR',
          drawer: writer,
          lot,
          amount: 5000,
          vat,
          saleId: 's-1',
          ...program,
        },
      },
    ],
  );
  const sum = again.store.look.giftCard(cardB).lots.reduce((s, { amount }) => s + amount, 0);
  again.close();
  expect(sum).toBe(5000);
});

test('a place that was paid with points is paid once', async () => {
  const voucherId = 'b'.repeat(16);
  const origin = {
    saleId: null,
    programId: 'tour',
    revision: 1,
    reason: { code: 'PLACE', params: { name: 'Tour' } },
  };
  const { again, over } = await putBackTwice(
    () => [
      {
        type: 'ValueSpent',
        body: {
          walletId,
          unit: 'points:points',
          parts: [{ lot, amount: 40 }],
          reservationId: null,
          ...origin,
        },
      },
      {
        type: 'PlaceBooked',
        body: {
          voucherId,
          walletId,
          programId: 'tour',
          revision: 1,
          eventDay: null,
          useLot: null,
          cost: { unit: 'points:points', parts: [{ lot, amount: 40 }] },
        },
      },
      {
        type: 'VoucherIssued',
        body: {
          voucherId,
          walletId,
          unit: 'coupon:tour',
          amount: 1,
          lot,
          label: 'Tour',
          token: '0'.repeat(208),
          ...origin,
        },
      },
    ],
    (writer) => [
      {
        type: 'ValueAdjusted',
        body: { walletId, unit: 'points:points', drawer: writer, lot, amount: 100, note: 'x', by: 'anna' },
      },
    ],
  );
  const sum = again.store.look.lots(walletId).reduce((s, { amount }) => s + amount, 0);
  again.close();
  expect([sum, over.risks]).toEqual([60, []]);
});
