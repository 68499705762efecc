import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { giftCardIdOf, cardIdOf, walletIdOf } from '#shared/members/wallet.ts';
import type { LanguageTag } from '#shared/base/language.ts';
import { configure } from '#shared/programs/programs.ts';
import { packFor } from '#shared/programs/set-up-for.ts';
import type { Template } from '#shared/programs/template.ts';
import { templates } from '#shared/programs/templates.ts';
import { demoShop } from '#electron/demo/demo-shop.ts';
import { speak } from '#electron/platform/language.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { scan, sell } from '#test/support/a-chain.ts';
import { cards, temporaryFolder } from '#test/support/a-till.ts';
import { openTestTill, type TillUnderTest } from '#test/support/open-till.ts';

/** A Tuesday at a quarter to twelve in Rome: still a quiet morning, and already lunch. */
const noonish = Date.parse('2026-11-24T10:45:00Z');

/** A shop without any program, open on that Tuesday. */
async function emptyShop(currency = 'EUR'): Promise<TillUnderTest> {
  const folder = temporaryFolder();
  const settings = { shop: 'Aurora', zone: 'Europe/Rome', currency, programs: [] };
  writeFileSync(path.join(folder.dir, 'settings.json'), JSON.stringify(settings));
  const open = await openTestTill(folder.dir, {
    demo: false,
    machine: { ...nodeMachine, now: () => noonish },
  });
  onTestFinished(async () => {
    await open.close();
    folder.remove();
  });
  return open;
}

type Sold = Awaited<ReturnType<typeof sell>>;
const outcomeOf = (answer: Sold) => {
  if (!answer.ok || !answer.outcome) throw new Error(JSON.stringify(answer));
  return answer.outcome;
};
const [walletId, friend] = [cards.unknown, cards.eightyPoints].map((card) =>
  walletIdOf(cardIdOf(card, nodeMachine.sha256), nodeMachine.sha256),
) as [string, string];
const giftCardId = giftCardIdOf(demoShop.giftCard, nodeMachine.sha256);
/** The set-ups of a kind in a pack, with the defaults of their kind. */
const english = await speak('en');
const ofKind = (pack: Template, type: string) =>
  packFor(pack, 'EUR', english)
    .filter((program) => program.type === type)
    .map(({ programId, setup }) => ({
      programId,
      setup: configure({ programId, type, revision: 1, setup: JSON.stringify(setup) })?.setup as Record<
        string,
        unknown
      >,
    }));
const given = (open: TillUnderTest, wallet: string) =>
  [...open.till.store.look.memberFacts(wallet).given.keys()].sort();

test.each(templates)(
  'the pack for a $id carries a shop through a day, unchanged',
  async (pack) => {
    const open = await emptyShop();
    const take = () => open.screen.call('programs.use-template', { template: pack.id, language: 'en' });
    expect(await take()).toEqual({ ok: true });
    const running = await open.screen.call('programs.list', {});
    expect(running.programs.map(({ programId }) => programId).sort()).toEqual(
      pack.programs.map(({ programId }) => programId).sort(),
    );
    expect(running.odd).toEqual([]);
    // Taken by mistake a second time it changes nothing.
    expect(await take()).toEqual({ ok: true });
    expect((await open.screen.call('programs.list', {})).programs).toEqual(running.programs);

    // Somebody joins on their birthday, sends a friend, and joins the club if there is one.
    await scan(open, cards.unknown);
    const person = { name: 'Anna', birthday: '24/11' };
    expect(await open.screen.call('members.enrol', { person, anyway: true })).toMatchObject({ ok: true });
    const clubs = ofKind(pack, 'membership');
    for (const { programId, setup } of clubs) {
      const priceMinor = Number(setup['priceMinor']);
      const bought = { commandId: `${pack.id}-club`, walletId, programId, priceMinor };
      expect(await open.screen.call('membership.sell', bought)).toMatchObject({ ok: true });
    }
    await open.screen.call('checkout.clear', {});
    await scan(open, cards.eightyPoints);
    await open.screen.call('referral.ask', { on: true });
    await scan(open, cards.unknown);
    expect(await open.screen.call('members.enrol', { person: {}, anyway: true })).toMatchObject({ ok: true });
    outcomeOf(await sell(open, '60.00'));
    expect(given(open, friend).some((key) => key.startsWith('bring-a-friend/'))).toBe(true);

    // The code holds, what is given for the birthday is given once, and the club takes its part.
    const codes = ofKind(pack, 'coupons');
    expect(codes).toHaveLength(1);
    await scan(open, cards.unknown);
    for (const { setup } of codes) await scan(open, String(setup['code']));
    const first = outcomeOf(await sell(open, '60.00'));
    expect(first.reductions.map(({ reason }) => reason.params['name'])).toContain(codes[0]?.setup['name']);
    expect(first.due.minor).toBeLessThan(6_000);
    expect(given(open, walletId).some((key) => key.startsWith('birthday/'))).toBe(true);
    await scan(open, cards.unknown);
    outcomeOf(await sell(open, '60.00'));
    expect(given(open, walletId).filter((key) => key.startsWith('birthday/'))).toHaveLength(1);

    // A gift card is sold and pays.
    const [giftCards] = ofKind(pack, 'gift-cards');
    const [amount] = (giftCards?.setup['amounts'] ?? []) as { minor: number }[];
    const minor = amount?.minor ?? 0;
    await scan(open, demoShop.giftCard);
    const loaded = { commandId: `${pack.id}-gift`, giftCardId, amountText: (minor / 100).toFixed(2) };
    expect(await open.screen.call('gift-cards.load', loaded)).toMatchObject({ ok: true });
    await scan(open, demoShop.giftCard);
    expect(outcomeOf(await sell(open, '5.00')).giftCards[0]).toMatchObject({ paidMinor: 500 });

    // And the sale with the code is taken back whole.
    const back = { saleId: first.saleId, kind: 'refund' as const, amountText: '', lines: [], note: '' };
    expect(await open.screen.call('refund.confirm', { ...back, commandId: `${pack.id}-back` })).toMatchObject(
      {
        ok: true,
      },
    );
  },
  60_000,
);

const languages: [LanguageTag, string][] = [
  ['en', 'EUR'],
  ['it', 'EUR'],
  ['hu', 'HUF'],
];

test.each(languages)(
  'whoever reads %s gets packs in it, in the measure of %s',
  async (language, currency) => {
    for (const pack of templates) {
      const open = await emptyShop(currency);
      const taken = { template: pack.id, language };
      expect(await open.screen.call('programs.use-template', taken)).toEqual({ ok: true });
      const { programs, odd, kinds } = await open.screen.call('programs.list', {});
      expect(programs).toHaveLength(pack.programs.length);
      expect(odd).toEqual([]);
      const setUps = programs.map(({ setup }) => setup).join();
      expect(setUps).not.toContain('pack.');
      const gift = { en: 'Gift card', it: 'Carta regalo', hu: 'Ajándékkártya' }[language];
      expect(setUps).toContain(`"name":"${gift}"`);
      for (const { setup } of [...programs, ...kinds.map(({ example }) => ({ setup: example }))]) {
        const { earnBy = 'amount', voucherAt, voucherWorthMinor, pointsPerUnit } = JSON.parse(setup);
        if (voucherAt === undefined || earnBy !== 'amount') continue;
        // Nobody gets back more than a twentieth of what they spent.
        const spentMinor = (voucherAt / pointsPerUnit) * (currency === 'HUF' ? 1 : 100);
        expect(voucherWorthMinor / spentMinor).toBeLessThanOrEqual(0.05);
      }
    }
  },
);
