import { expect, test } from 'vitest';
import type { HistoryLineView, HistoryPage } from '#shared/api/history.api.ts';
import type { HistoryKind } from '#shared/reports/member-history.ts';
import { pageToPng } from '#electron/devices/drivers/virtual-printer/paper.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { acquainted, aChain, scan, sell } from '#test/support/a-chain.ts';
import { cards, temporaryFolder } from '#test/support/a-till.ts';
import { openTestTill, type TillUnderTest } from '#test/support/open-till.ts';

const walletAt = async (open: TillUnderTest, card = cards.eightyPoints): Promise<string> => {
  await scan(open, card);
  const { member } = await open.screen.call('checkout.visit', {});
  if (!member) throw new Error('nobody is at the counter');
  return member.walletId;
};
const soldTo = async (open: TillUnderTest, amountText: string, card?: string): Promise<string> => {
  await walletAt(open, card);
  const answer = await sell(open, amountText);
  if (!answer.ok || !answer.outcome) throw new Error('not sold');
  return answer.outcome.saleId;
};
async function page(
  open: TillUnderTest,
  walletId: string,
  { kind = null, from = '' }: { kind?: HistoryKind | null; from?: string } = {},
): Promise<HistoryPage> {
  const told = await open.screen.call('history.page', { walletId, kind, from });
  if (!told) throw new Error('nobody knows them');
  return told;
}
/** The paper that came out last, as it reads. */
const lastPaper = ({ till }: TillUnderTest): string =>
  (till.virtualPrinter?.pages.at(-1)?.lines ?? []).join('\n');
const points = ({ what, moved }: HistoryLineView) =>
  moved.map(({ amount, after }) => `${what} ${amount} -> ${after}`);

test('what happened at every till is told at each of them, with what the member held after it', async () => {
  const chain = await aChain();
  const [one, two] = [await chain.till('one'), await chain.till('two')];
  await acquainted(one, two);
  // Nobody has anything yet, so that no voucher comes in between.
  const walletId = await walletAt(one, cards.fresh);
  await soldTo(one, '10.00', cards.fresh);
  await chain.uploaded(one);
  await soldTo(two, '7.00', cards.fresh);
  await chain.uploaded(two);

  const nameOf = ({ writer }: { writer: string }) => (writer === one.till.store.writer ? 'one' : 'two');
  for (const open of [one, two]) {
    const { lines, told, older } = await page(open, walletId);
    expect({ told, older }).toEqual({ told: 'everywhere', older: null });
    const earned = lines.filter(({ what }) => what === 'SaleRecorded' || what === 'ValueAwarded');
    expect(earned.map(({ what, place }) => `${what} at ${nameOf(place)}`).slice(0, 4)).toEqual([
      'ValueAwarded at two',
      'SaleRecorded at two',
      'ValueAwarded at one',
      'SaleRecorded at one',
    ]);
    expect(earned.flatMap(points).slice(0, 2)).toEqual(['ValueAwarded 7 -> 17', 'ValueAwarded 10 -> 10']);
    // Both tills were given one name; the cashier and the paper still say which it was.
    const called = (open_: TillUnderTest) => `Till 1 (${open_.till.store.writer.slice(-4).toUpperCase()})`;
    expect(new Set(earned.map(({ tillName }) => tillName))).toEqual(new Set([called(one), called(two)]));
    const [award] = earned;
    expect(award?.reason?.code).toBe('POINTS_PER_UNIT');
    const trace = await open.screen.call('history.trace', {
      walletId,
      place: award?.place ?? { hlc: '', writer: '', seq: 1 },
      saleId: award?.saleId ?? null,
    });
    expect(trace.map(({ type, place }) => `${type} at ${nameOf(place)}`)).toContain('SaleRecorded at two');
    await open.screen.call('history.print', { walletId, kind: 'sale', lines: 1 });
    expect(lastPaper(open)).toMatch(/Balance +17 points/);
    expect(lastPaper(open).replaceAll(/\s+/g, ' ')).toContain(`· ${called(two)}`);
  }
});

test('a till whose centre is away tells what happened there, and says so', async () => {
  const chain = await aChain();
  const open = await chain.till('alone', false);
  const saleId = await soldTo(open, '12.00');
  const { lines, told } = await page(open, await walletAt(open));
  expect(told).toBe('offline');
  expect(lines[0]).toMatchObject({ what: 'ValueAwarded', saleId, moved: [{ amount: 12, after: 92 }] });
});

test('the trace of one member says nothing of another’s sale at the same till, and shows no token', async () => {
  const folder = temporaryFolder();
  const open = await openTestTill(folder.dir);
  try {
    const saleId = await soldTo(open, '30.00');
    const walletId = await walletAt(open);
    const stranger = await walletAt(open, cards.fresh);
    const { writer } = open.till.store;
    const log = open.till.store.ownAfter(0, 5_000);
    const traced = (of: string, seq: number, sale: string | null) =>
      open.screen.call('history.trace', {
        walletId: of,
        place: { hlc: log[seq - 1]?.hlc ?? '', writer, seq },
        saleId: sale,
      });
    const own = await traced(walletId, 1, saleId);
    expect(own.map(({ type }) => type)).toEqual(expect.arrayContaining(['SaleRecorded', 'VoucherIssued']));
    expect(JSON.stringify(own)).not.toMatch(/\d{208}/);
    expect(await traced(stranger, 1, saleId)).toEqual([]);
    for (const { seq } of log.filter(({ body }) => !body.includes(stranger)))
      expect(await traced(stranger, seq, null)).toEqual([]);
  } finally {
    await open.close();
    folder.remove();
  }
});

test('a long history comes in pages that neither repeat nor lose a line, by kind too, and a refund stands in it', async () => {
  const folder = temporaryFolder();
  const open = await openTestTill(folder.dir);
  try {
    const walletId = await walletAt(open);
    const saleId = await soldTo(open, '3.00');
    for (let sale = 0; sale < 60; sale += 1) await soldTo(open, '1.00');
    await open.screen.call('refund.confirm', {
      saleId,
      kind: 'refund',
      amountText: '',
      lines: [],
      commandId: 'history-refund-1',
      note: 'wrong item',
    });
    const all: HistoryLineView[] = [];
    const rest = async (from: string): Promise<void> => {
      const told = await page(open, walletId, { from });
      all.push(...told.lines);
      if (told.older !== null) await rest(told.older);
    };
    await rest('');
    const places = all.map(({ place }) => place.seq);
    expect(new Set(places).size).toBe(all.length);
    expect(places).toEqual([...places].sort((a, b) => b - a));
    expect(all.filter(({ what }) => what === 'SaleRecorded')).toHaveLength(61);
    const refund = all.find(({ what }) => what === 'SaleReversed');
    expect(refund).toMatchObject({ saleId, note: 'wrong item', money: { minor: 300 } });
    // Walked back to the first line, nothing is left over: every change of what they hold was told.
    const [first] = all.filter(({ moved }) => moved.some(({ unit }) => unit === 'points:points')).slice(-1);
    const [opening] = first?.moved ?? [];
    expect(opening?.after).toBe(opening?.amount);

    const refunds = await page(open, walletId, { kind: 'refund' });
    expect(new Set(refunds.lines.map(({ kind }) => kind))).toEqual(new Set(['refund']));
    expect(refunds.lines.map(({ what }) => what)).toContain('ValueClawedBack');
  } finally {
    await open.close();
    folder.remove();
  }
});

test('a statement comes out of the printer in the member’s language: what there is, what happened, and why', async () => {
  const folder = temporaryFolder();
  const open = await openTestTill(folder.dir);
  try {
    const walletId = await walletAt(open);
    const person = { name: 'Anna', language: 'it' as const };
    expect(await open.screen.call('members.change', { walletId, person, anyway: true })).toMatchObject({
      ok: true,
    });
    await soldTo(open, '23.40');
    await open.till.printed();
    const papers = open.till.virtualPrinter?.pages ?? [];
    const before = papers.length;
    const { lines } = await page(open, walletId);
    const wanted = { walletId, kind: null, lines: lines.length };
    expect(await open.screen.call('history.print', wanted)).toEqual({ outcome: 'printed', trouble: null });
    expect(papers).toHaveLength(before + 1);
    const said = papers.at(-1)?.lines ?? [];
    const text = said.join('\n');
    expect(text).toMatch(/Saldo +3 punti/);
    expect(text).toMatch(/Vendita +23,40/);
    expect(text).toMatch(/\+23 punti/);
    expect(text).toMatch(/-100 punti/);
    const flowing = said.map((one) => one.trim()).join(' ');
    expect(flowing.split('100 punti sono diventati un buono da 2,00 €')).toHaveLength(2);
    // Whoever finds it learns nobody's name.
    expect(text).not.toContain('Anna');
    // The newest line alone, and one kind alone.
    await open.screen.call('history.print', { ...wanted, lines: 1 });
    expect(papers.at(-1)?.lines.join('\n')).not.toContain('Vendita');
    await open.screen.call('history.print', { ...wanted, kind: 'sale' });
    expect(papers.at(-1)?.lines.join('\n')).not.toContain('+23 punti');

    const nobody = { ...wanted, walletId: 'f'.repeat(32) };
    await expect(open.screen.call('history.print', nobody)).rejects.toThrow(/member/);
    await expect(open.screen.call('history.print', { ...wanted, lines: 46 })).rejects.toThrow(/45/);
  } finally {
    await open.close();
    folder.remove();
  }
});

test('what is seen of a statement before it is printed is what comes out, dot for dot', async () => {
  const folder = temporaryFolder();
  const nowMs = Date.UTC(2026, 10, 20, 9, 30);
  const open = await openTestTill(folder.dir, { machine: { ...nodeMachine, now: () => nowMs } });
  try {
    const walletId = await walletAt(open);
    await soldTo(open, '23.40');
    await open.till.printed();
    const papers = open.till.virtualPrinter?.pages ?? [];
    const before = papers.length;
    const drawn = new Set<string>();
    for (const wanted of [
      { walletId, kind: null, lines: 5 },
      { walletId, kind: 'sale' as const, lines: 1 },
    ]) {
      const { png, widthDots, heightDots } = await open.screen.call('history.preview', wanted);
      expect(papers).toHaveLength(before + drawn.size);
      await open.screen.call('history.print', wanted);
      const paper = papers.at(-1);
      if (!paper) throw new Error('nothing came out');
      expect({ widthDots, heightDots }).toEqual({
        widthDots: paper.widthDots,
        heightDots: paper.heightDots,
      });
      expect(png).toBe(`data:image/png;base64,${Buffer.from(pageToPng(paper)).toString('base64')}`);
      drawn.add(png);
    }
    expect(drawn.size).toBe(2);
    // By the shop's clock, whatever the computer's says.
    expect(open.till.settings.zone).toBe('Europe/Rome');
    expect(lastPaper(open)).toContain('20 Nov 2026, 10:30');
    const nobody = { walletId: 'f'.repeat(32), kind: null, lines: 5 };
    await expect(open.screen.call('history.preview', nobody)).rejects.toThrow(/member/);
  } finally {
    await open.close();
    folder.remove();
  }
});

test('a statement says what there is now, all of it, whichever lines were asked for', async () => {
  const folder = temporaryFolder();
  const open = await openTestTill(folder.dir);
  try {
    const walletId = await walletAt(open);
    // 80 and 23 points, of which 100 became a voucher; 8 stamps of before.
    await soldTo(open, '23.40');
    await open.till.printed();
    for (const kind of [null, 'earned', 'sale', 'voucher'] as const) {
      await open.screen.call('history.print', { walletId, kind, lines: 1 });
      expect(lastPaper(open)).toMatch(/Balance +3 points\n +8 stamps\n/);
    }
    await soldTo(open, '97.00');
    await open.till.printed();
    await open.screen.call('history.print', { walletId, kind: 'earned', lines: 1 });
    expect(lastPaper(open)).toMatch(/Balance +0 points\n/);
  } finally {
    await open.close();
    folder.remove();
  }
});

test('a statement says why of each thing that was earned, and once where it is the same', async () => {
  const folder = temporaryFolder();
  const open = await openTestTill(folder.dir);
  try {
    const stars = {
      ...{
        pointsPerUnit: 2,
        voucherAt: 60,
        voucherWorthMinor: 100,
        pointsLifeDays: null,
        voucherLifeDays: null,
      },
      pointsName: { en: { one: 'star', many: 'stars' } },
      rates: [{ name: 'Club week', bp: 30_000, when: {} }],
    };
    const program = { programId: 'stars', type: 'points', revision: 0, ended: false };
    const saved = await open.screen.call('programs.save', { ...program, setup: JSON.stringify(stars) });
    expect(saved).toEqual({ ok: true });
    const walletId = await walletAt(open);
    await soldTo(open, '10.00');
    await open.till.printed();
    await open.screen.call('history.print', { walletId, kind: null, lines: 45 });
    const said = lastPaper(open)
      .split('\n')
      .map((one) => one.trim());
    const flowing = said.join(' ');
    expect(flowing).toMatch(/\+10 points 1 for each €, on €10.00 /);
    expect(flowing).toMatch(/\+20 stars 2 for each €, on €10.00 /);
    expect(flowing).toMatch(/\+40 stars Club week: 3 times the stars /);
    expect(flowing).toMatch(
      /\+80 points 80 carried over from before .*\+8 stamps 8 carried over from before/,
    );
    expect(flowing.split('60 stars became a voucher of €1.00')).toHaveLength(2);
    expect(flowing).not.toContain('60 points became');
  } finally {
    await open.close();
    folder.remove();
  }
});
