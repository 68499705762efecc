import { expect, test, vi } from 'vitest';
import { systemClock } from '#electron/platform/clock.ts';
import { cards } from '#test/support/a-till.ts';
import { pipe } from '#test/support/open-till.ts';
import { staffedTill } from '#test/support/staffed-till.ts';
import { liveCell } from '../../client/live.ts';
import { createTill, isLocked } from '../../client/till.ts';
import { watchOffers } from './watch-offers.ts';

const { call, open, scan, signIn } = staffedTill();

/** A screen on which 20.00 stands, and what it shows to be paid. */
function saleScreen() {
  const screen = createTill(async () => {
    const { here, there } = pipe();
    open().till.server.attach(there);
    return here;
  }, systemClock);
  const offers = watchOffers(screen, liveCell('20.00'));
  const due = () => offers.get()?.due.minor;
  return { screen, due, shows: (minor: number) => vi.waitUntil(() => due() === minor, 10_000) };
}

test('what is shown to be paid follows a program that is saved while somebody stands there', async () => {
  await signIn('Ada');
  const { screen, shows } = saleScreen();
  await scan(cards.eightyPoints);
  // The look at all members ends a moment later, and is the last thing that changes how the visit reads.
  await vi.waitUntil(() => screen.visit.get()?.member?.segment, 10_000);
  await shows(2_000);
  const setup = JSON.stringify({ name: 'Ten off', effect: { kind: 'percent', bp: 1_000 } });
  const ten = { programId: 'ten', type: 'benefits', revision: 0, ended: false, setup };
  expect(await call('programs.save', ten)).toEqual({ ok: true });
  expect((await call('checkout.offers', { amountText: '20.00' })).due.minor).toBe(1_800);
  await shows(1_800);
});

test('a screen that is locked shows nobody’s price, and shows it again once it is unlocked', async () => {
  const { screen, due, shows } = saleScreen();
  await scan(cards.eightyPoints);
  await shows(2_000);
  await call('access.lock', {});
  await vi.waitUntil(() => isLocked(screen.access.get()), 10_000);
  expect(due()).toBeUndefined();
  await signIn('Bela');
  await shows(2_000);
});
