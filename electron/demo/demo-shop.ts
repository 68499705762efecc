import { z } from 'zod';
import { businessDay } from '#shared/base/business-time.ts';
import type { Machine } from '#shared/base/machine.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { lotOf } from '#shared/ledger/posting.ts';
import { cardIdOf, walletIdOf } from '#shared/members/wallet.ts';
import { recognise } from '#shared/scan/recognise.ts';
import { ShopSettings } from '#shared/settings/shop-settings.ts';
import { assert } from '#shared/base/assert.ts';
import shop from '#resources/demo/shop.json' with { type: 'json' };

const DemoShop = z.object({
  settings: ShopSettings,
  members: z.array(
    z.object({ card: z.string(), points: z.int().nonnegative(), stamps: z.int().nonnegative() }),
  ),
  blockedCard: z.string(),
  newCard: z.string(),
  giftCard: z.string(),
});

/** The shop that a newcomer finds: programs, members with some history, a blocked card and one that is still new. */
export const demoShop = DemoShop.parse(shop);

/** Programs whose points and stamps the demo shop's members have, and how many of them come to something. */
const OfPoints = z.object({ voucherAt: z.int().positive() });
const OfStamps = z.object({ stampsNeeded: z.int().positive() });
/** What the numbers of the demo shop are of: a voucher there takes 100 points, a coffee 10 stamps. */
const [demoVoucherAt, demoStampsNeeded] = [100, 10];

/**
 * The demo shop's members as facts, with what they held before we came booked as an opening balance: of these programs, as near to
 * what they bring as it is in the demo shop's own.
 */
export function demoFacts(
  till: string,
  machine: Pick<Machine, 'now' | 'sha256'>,
  programs: ShopSettings['programs'] = demoShop.settings.programs,
): Fact[] {
  const day = businessDay(machine.now(), demoShop.settings);
  return [
    ...demoShop.members.flatMap(({ card, points, stamps }) => {
      const { facts, walletId } = memberFacts(card, day, machine);
      const opening = { walletId, drawer: till, lot: lotOf(day, null), saleId: null, revision: 1 };
      const held = programs.flatMap(({ programId, type, setup }) => {
        const [ofPoints, ofStamps] = [OfPoints.safeParse(setup), OfStamps.safeParse(setup)];
        if (type === 'points' && ofPoints.success) {
          const amount = Math.floor((points * ofPoints.data.voucherAt) / demoVoucherAt);
          return [{ unit: `points:${programId}`, programId, amount }];
        }
        if (type !== 'stamps' || !ofStamps.success) return [];
        const amount = Math.floor((stamps * ofStamps.data.stampsNeeded) / demoStampsNeeded);
        return [{ unit: `stamps:${programId}`, programId, amount }];
      });
      const awards = held
        .filter(({ amount }) => amount > 0)
        .map(({ amount, ...of }): Fact => {
          const reason = { code: 'OPENING_BALANCE', params: { amount } };
          return { type: 'ValueAwarded', body: { ...opening, ...of, amount, reason } };
        });
      return [...facts, ...awards];
    }),
    ...memberFacts(demoShop.blockedCard, day, machine).facts,
    { type: 'CardBlocked', body: { cardId: cardIdOf(demoShop.blockedCard, machine.sha256), reason: 'lost' } },
  ];
}

function memberFacts(
  card: string,
  day: string,
  machine: Pick<Machine, 'sha256'>,
): { facts: Fact[]; walletId: string } {
  const scan = recognise({ deviceId: 'demo', text: card });
  assert(scan.kind === 'member-card', `${card} of the demo shop is a card`);
  const cardId = cardIdOf(scan.code, machine.sha256);
  const walletId = walletIdOf(cardId, machine.sha256);
  return {
    walletId,
    facts: [
      { type: 'MemberEnrolled', body: { walletId } },
      { type: 'CardAttached', body: { cardId, walletId, tail: scan.code.slice(-4), format: scan.format } },
    ],
  };
}
