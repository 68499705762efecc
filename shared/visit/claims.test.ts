import { describe, expect, test } from 'vitest';
import { anna, bela, coffee, count, enrol, points, refusalOf, shop } from '#test/support/a-shop.ts';
import { blocked, given, memberWith, next, program, walletOf, type Counter } from '#test/support/given.ts';
import { reverseAt } from '#test/support/reverse-at.ts';
import { seeded } from '#test/support/seeded.ts';
import type { Fact } from '../ledger/events.ts';
import { claimHolder } from '../members/wallet.ts';
import { claimCodeOf } from '../scan/formats/claim-code.format.ts';
import type { Command } from './decide.ts';
import { missingForClaim } from './missing.ts';

let sales = 0;
const bare = (amountText: string, claim = true): Extract<Command, { type: 'RecordSale' }> => {
  sales += 1;
  return { type: 'RecordSale', saleId: `bare-${sales}`, amountText, claim };
};
const take: Command = { type: 'TakeClaim' };
type Opened = Extract<Fact, { type: 'ClaimOpened' }>['body'];

function facts(counter: Counter, ...commands: Command[]): Fact[] {
  const done = counter.when(...commands);
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return done.value.facts;
}
/** Sells without a card, and answers with what stands on the receipt. */
function receipt(counter: Counter, amountText = '23.40', ...before: Command[]): Opened {
  const [opened] = facts(counter, ...before, bare(amountText)).flatMap((fact) =>
    fact.type === 'ClaimOpened' ? fact.body : [],
  );
  if (!opened) throw new Error('nothing to claim');
  return opened;
}
const scan = (counter: Counter, { token }: Opened): Command => counter.scan(token);
const both = [...shop, ...memberWith(bela)];

describe('a sale without a card', () => {
  test('leaves on its receipt what a plain member would have had, and on nobody else', () => {
    const counter = given(shop);
    const [sale, opened, ...rest] = facts(counter, count('coffee', 2), bare('23.40'));
    expect(sale).toMatchObject({ type: 'SaleRecorded', body: { walletId: null, total: { minor: 2_340 } } });
    expect(opened).toMatchObject({
      type: 'ClaimOpened',
      body: {
        drawer: 'till-1',
        lot: '2026-11-22/2026-12-06',
        value: [
          { unit: 'points:points', lot: '2026-11-22/2027-11-22', amount: 23 },
          { unit: 'stamps:stamps', lot: '2026-11-22/-', amount: 2 },
        ],
      },
    });
    expect(rest).toEqual([]);
  });

  test('gives nothing that is given once, makes no voucher, and counts no higher tier', () => {
    const counter = given([
      points,
      program('occasions', { welcome: { kind: 'points', amount: 50, forProgram: 'points' } }, 1),
      ...memberWith(anna),
    ]);
    expect(receipt(counter, '500').value).toMatchObject([{ unit: 'points:points', amount: 500 }]);
  });

  test('is refused as ever where the shop offers no claims, nobody asked, or there is nothing to claim', () => {
    expect(refusalOf(given(shop), bare('23.40', false))).toEqual({ code: 'NO_CUSTOMER' });
    const never = given(shop, { claims: { offer: 'no-claims' } });
    expect(refusalOf(never, bare('23.40'))).toEqual({ code: 'NO_CUSTOMER' });
    const off = given(shop, { claims: { offer: 'every-sale', windowDays: 0 } });
    expect(refusalOf(off, bare('23.40'))).toEqual({ code: 'NO_CUSTOMER' });
    expect(refusalOf(given(shop), bare('0.40'))).toEqual({ code: 'CLAIM_NOTHING' });
    const always = given(shop, { claims: { offer: 'every-sale' } });
    expect(facts(always, bare('23.40', false))).toMatchObject([{}, { type: 'ClaimOpened' }]);
    expect(refusalOf(always, always.scan(bela), bare('23.40', false))).toMatchObject({
      code: 'NOT_ENROLLED',
    });
  });

  test('a till that may be a copy puts it where starting over does not suspend it', () => {
    const counter = given(shop);
    counter.stands({ state: 'restricted' });
    expect(receipt(counter).drawer).toBe('centre');
  });
});

describe('claiming', () => {
  test('credits the member on the counter once, by the code as scanned or as typed', () => {
    for (const read of [scan, (counter: Counter, one: Opened) => counter.scan(claimCodeOf(one.claimId))]) {
      const counter = given(both);
      const one = receipt(counter);
      counter.onDay('2026-11-30');
      const written = facts(counter, read(counter, one), counter.scan(anna), take);
      expect(written).toEqual([
        {
          type: 'ReceiptClaimed',
          body: {
            claimId: one.claimId,
            saleId: one.saleId,
            total: { minor: 2_340, currency: 'EUR' },
            walletId: walletOf(anna),
            lot: '2026-11-22/2026-12-06',
            value: [{ unit: 'points:points', lot: '2026-11-22/2027-11-22', amount: 23 }],
          },
        },
      ]);
      expect(counter.look.lots(walletOf(anna))).toEqual([
        { unit: 'points:points', drawer: 'till-1', lot: '2026-11-22/2027-11-22', amount: 23 },
      ]);
      expect(counter.visit().claim).toBeNull();
      expect(refusalOf(counter, take)).toEqual({ code: 'NO_CLAIM' });
      expect(refusalOf(counter, counter.scan(bela), read(counter, one))).toEqual({
        code: 'CLAIM_TAKEN',
        claimedDay: '2026-11-30',
      });
    }
  });

  test('waits for a card, also for one that is enrolled with it, and holds the next sale up until it is settled', () => {
    const counter = given(shop);
    const one = receipt(counter);
    facts(counter, scan(counter, one));
    expect(refusalOf(counter, take)).toEqual({ code: 'NO_CUSTOMER' });
    expect(refusalOf(counter, counter.scan(bela), take)).toMatchObject({ code: 'NOT_ENROLLED' });
    facts(counter, enrol);
    expect(refusalOf(counter, bare('5'))).toEqual({ code: 'CLAIM_WAITS' });
    expect(facts(counter, take)).toMatchObject([
      { type: 'ReceiptClaimed', body: { walletId: walletOf(bela) } },
    ]);
    facts(counter, bare('5'));
  });

  test('may be put back, and is there for whoever comes with it next', () => {
    const counter = given(both);
    const one = receipt(counter);
    facts(counter, scan(counter, one), counter.scan(anna), { type: 'PutClaimBack' });
    expect(refusalOf(counter, take)).toEqual({ code: 'NO_CLAIM' });
    expect(facts(counter, scan(counter, one), take)).toHaveLength(1);
  });

  test('is refused after its last day, when forged, unknown, blocked, restricted, or too often', () => {
    const counter = given([...both, blocked(bela)], { claims: { mostPerMemberAndDay: 1 } });
    const [one, two] = [receipt(counter), receipt(counter)];
    const forged = `${one.token.slice(0, -3)}${one.token.endsWith('123') ? '321' : '123'}`;
    expect(refusalOf(counter, counter.scan(forged))).toMatchObject({ code: 'CLAIM_FORGED' });
    const nobodys = counter.scan(claimCodeOf('0123456789ab'));
    expect(refusalOf(counter, nobodys)).toEqual({ code: 'CLAIM_NOT_HEARD' });
    counter.stands({ online: true });
    expect(refusalOf(counter, nobodys)).toEqual({ code: 'CLAIM_UNKNOWN' });
    facts(counter, scan(counter, one), counter.scan(anna), take, scan(counter, two));
    expect(refusalOf(counter, take)).toEqual({ code: 'CLAIM_TOO_MANY', most: 1 });
    counter.stands({ state: 'restricted' });
    expect(refusalOf(counter, scan(counter, two))).toEqual({ code: 'RESTRICTED' });
    counter.stands({ state: 'sound' });
    counter.onDay('2026-12-06');
    expect(refusalOf(counter, scan(counter, two))).toBeUndefined();
    counter.onDay('2026-12-07');
    expect(refusalOf(counter, take)).toEqual({ code: 'CLAIM_EXPIRED', expiryDay: '2026-12-06' });
  });

  test('waits for all that is left of it: a rest that lies elsewhere would be lost', () => {
    const counter = given(both);
    const one = receipt(counter);
    const holder = claimHolder(one.claimId);
    const part = { holder, unit: 'points:points', parts: [{ lot: one.lot, amount: 13 }] };
    counter.learns([{ type: 'RightsReturned', body: { ...part, because: 'recalled', recallId: null } }]);
    expect(refusalOf(counter, scan(counter, one))).toEqual({ code: 'CLAIM_AT_CENTRE' });
    expect(missingForClaim(one.claimId, counter.here())).toEqual([
      { holder, unit: 'points:points', amount: 13 },
    ]);
    const lessened = (amount: number): Fact => ({
      type: 'ClaimLessened',
      body: {
        ...{ claimId: one.claimId, saleId: one.saleId, reversalId: `back-${amount}`, lot: one.lot },
        value: [{ unit: 'points:points', amount }],
      },
    });
    // A refund took a part of what lay with the centre, and then all of that: what is here is all that is left.
    counter.learns([lessened(6)], 'centre');
    expect(refusalOf(counter, scan(counter, one))).toEqual({ code: 'CLAIM_AT_CENTRE' });
    counter.learns([lessened(7)], 'centre');
    expect(missingForClaim(one.claimId, counter.here())).toEqual([]);
    expect(facts(counter, scan(counter, one), counter.scan(anna), take)).toMatchObject([
      { type: 'ReceiptClaimed', body: { value: [{ amount: 10 }] } },
    ]);
  });

  test('takes place where its value lies, so two tills never credit one receipt', () => {
    const counter = given(both);
    const one = receipt(counter);
    const { claimId } = one;
    const holder = claimHolder(claimId);
    const parts = [{ lot: one.lot, amount: 23 }];
    const away = {
      type: 'RightsReturned',
      body: { holder, unit: 'points:points', parts, because: 'recalled', recallId: null },
    } as const;
    const other = given(both);
    other.learns([{ type: 'ClaimOpened', body: { ...one, drawer: next.writer } }], next.writer);
    expect(refusalOf(other, other.scan(claimCodeOf(claimId)))).toEqual({
      code: 'CLAIM_ELSEWHERE',
      tillName: 'Till 2',
    });
    counter.learns([away]);
    expect(refusalOf(counter, scan(counter, one))).toEqual({ code: 'CLAIM_AT_CENTRE' });
    expect(missingForClaim(claimId, { ...counter.here(), till: 'till-3' })).toHaveLength(1);
    expect(missingForClaim(claimId, counter.here())).toEqual([{ holder, unit: 'points:points', amount: 23 }]);
  });
});

describe('a refund', () => {
  const wallets = (counter: Counter) =>
    [anna, bela].map((card) => counter.look.lots(walletOf(card)).filter(({ amount }) => amount > 0));
  const holds = (counter: Counter, one: Opened) => counter.look.heldBy(claimHolder(one.claimId));

  test('before it is claimed lessens what is left, and a void leaves nothing', () => {
    const counter = given(both);
    const one = receipt(counter);
    expect(reverseAt(counter, { saleId: one.saleId, amountMinor: 340 })).toMatchObject({
      value: { moves: { steps: [{ code: 'CLAIM_LESSENED', unit: 'points:points', amount: 4 }] } },
    });
    expect(facts(counter, scan(counter, one), counter.scan(anna), take)).toMatchObject([
      { body: { value: [{ amount: 19 }] } },
    ]);
    const two = receipt(given(both));
    expect(two.value).toHaveLength(1);
    const voided = given(both);
    const three = receipt(voided);
    expect(reverseAt(voided, { saleId: three.saleId, kind: 'void' }).ok).toBe(true);
    expect(holds(voided, three).filter(({ amount }) => amount > 0)).toEqual([]);
    expect(refusalOf(voided, scan(voided, three))).toEqual({ code: 'CLAIM_REFUNDED' });
  });

  test('is of what nobody here knows the fate is refused, also after its last day, until it is heard that it ended', () => {
    const counter = given(both);
    const one = receipt(counter);
    const holder = claimHolder(one.claimId);
    const parts = [{ lot: one.lot, amount: 23 }];
    counter.learns([
      {
        type: 'RightsReturned',
        body: { holder, unit: 'points:points', parts, because: 'recalled', recallId: null },
      },
    ]);
    expect(reverseAt(counter, { saleId: one.saleId })).toMatchObject({
      error: { code: 'REFUND_CLAIM_AWAY' },
    });
    counter.onDay('2026-12-07');
    // Somebody may have claimed it elsewhere on the last day.
    expect(reverseAt(counter, { saleId: one.saleId })).toMatchObject({
      error: { code: 'REFUND_CLAIM_AWAY' },
    });
    const [lying] = holds(counter, one);
    if (!lying) throw new Error('it lies nowhere');
    expect(lying.drawer).not.toBe(counter.here().till);
    counter.learns(
      [{ type: 'ValueExpired', body: { holder, unit: 'points:points', parts } }],
      lying.drawer.replace(/^transit:/, ''),
    );
    expect(reverseAt(counter, { saleId: one.saleId })).toMatchObject({ ok: true });
  });

  test('after its last day still takes what lies here, whatever the clock says', () => {
    const counter = given(both);
    const one = receipt(counter);
    counter.onDay('2026-12-07');
    expect(reverseAt(counter, { saleId: one.saleId })).toMatchObject({
      value: { moves: { steps: [{ code: 'CLAIM_LESSENED', amount: 23 }] } },
    });
    counter.onDay('2026-11-22');
    expect(refusalOf(counter, scan(counter, one))).toEqual({ code: 'CLAIM_REFUNDED' });
  });

  test('in any parts, before and after it is claimed, ends where the whole sale never was', () => {
    let [claimed, split] = [0, 0];
    const surprises: string[] = [];
    for (let seed = 0; seed < 150; seed += 1) {
      const chance = seeded(seed);
      const counter = given([points, coffee, ...memberWith(anna), ...memberWith(bela)]);
      const totalMinor = chance.int(100, 5_000);
      const before = [count('coffee', chance.int(0, 3))];
      const one = receipt(counter, (totalMinor / 100).toFixed(2), ...before);
      const cuts = Array.from({ length: chance.int(0, 5) }, () => chance.int(1, totalMinor - 1));
      const ends = [...new Set([...cuts, totalMinor])].sort((a, b) => a - b);
      const claimAt = chance.int(0, ends.length);
      let at = 0;
      for (const [index, end] of ends.entries()) {
        if (index === claimAt) {
          const laid = refusalOf(counter, scan(counter, one), counter.scan(anna));
          // So much may have gone back that no whole point is left.
          const left = holds(counter, one).length > 0;
          if (laid?.code !== (left ? undefined : 'CLAIM_REFUNDED'))
            surprises.push(`seed ${seed}: ${laid?.code}`);
          if (left) facts(counter, take);
          claimed += laid ? 0 : 1;
        }
        const step = reverseAt(counter, { saleId: one.saleId, amountMinor: end - at });
        expect(step, `seed ${seed}`).toMatchObject({ ok: true });
        // What is left follows from how much was taken back alone.
        for (const piece of one.value) {
          const left = Math.floor((piece.amount * (totalMinor - end)) / totalMinor);
          const there = [...wallets(counter).flat(), ...holds(counter, one)]
            .filter(({ unit }) => unit === piece.unit)
            .reduce((sum, { amount }) => sum + amount, 0);
          expect(there, `seed ${seed} at ${end} of ${totalMinor}`).toBe(left);
        }
        at = end;
        split += 1;
      }
      expect(wallets(counter), `seed ${seed}`).toEqual([[], []]);
      expect(counter.look.debts(walletOf(anna)), `seed ${seed}`).toEqual([]);
    }
    expect(surprises).toEqual([]);
    expect(claimed).toBeGreaterThan(60);
    expect(split).toBeGreaterThan(300);
  });

  test('of points that were spent since is owed, and a later claim pays it', () => {
    const counter = given(both);
    const [one, two] = [receipt(counter, '60'), receipt(counter, '50')];
    facts(counter, scan(counter, one), counter.scan(anna), take);
    // 60 points and 40 of this sale become a voucher.
    facts(counter, { type: 'RecordSale', saleId: 'spends', amountText: '40' });
    expect(reverseAt(counter, { saleId: one.saleId })).toMatchObject({ ok: true });
    expect(counter.look.debts(walletOf(anna))).toMatchObject([{ unit: 'points:points', amount: -60 }]);
    expect(facts(counter, counter.scan(anna), scan(counter, two), take)).toMatchObject([
      { type: 'ReceiptClaimed' },
      { type: 'DebtRepaid', body: { parts: [{ amount: 50 }] } },
    ]);
  });
});
