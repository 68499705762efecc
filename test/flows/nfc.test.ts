import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { VisitView } from '#shared/api/checkout.api.ts';
import { cards, temporaryFolder } from '#test/support/a-till.ts';
import { openTestTill } from '#test/support/open-till.ts';
import { pn532Rig } from '#test/rigs/nfc/pn532-rig.ts';
import { ntag, textMessage } from '#test/rigs/nfc/virtual-chip.ts';
import { whyNoSerialRig } from '#test/rigs/serial-rig.ts';

const soon = { timeout: 20_000, interval: 20 };
const chip = [0x04, 0x5e, 0x77, 0x0a, 0x91, 0x3c, 0x80];

/** A demo till with a PN532 that somebody set up from the screen. */
async function tillWithReader() {
  const folder = temporaryFolder();
  const { screen, close, till } = await openTestTill(folder.dir);
  const reader = await pn532Rig();
  onTestFinished(async () => {
    await close();
    folder.remove();
  });
  await screen.call('devices.add', { driver: 'pn532-serial', setup: { port: reader.path } });
  const visit = (): Promise<VisitView> => screen.call('checkout.visit', {});
  let sales = 0;
  return {
    screen,
    visit,
    /** Lays the chip down, waits until the counter shows what is wanted, and takes it away. */
    async tap(uid: readonly number[], text: string | null, until: (view: VisitView) => boolean) {
      const { serial } = await visit();
      reader.put(ntag(uid, text === null ? undefined : textMessage(text)));
      await vi.waitUntil(async () => {
        const now = await visit();
        return now.serial > serial && until(now);
      }, soon);
      await reader.takeAway();
      return visit();
    },
    async sell(amountText: string) {
      sales += 1;
      const sold = await screen.call('checkout.confirm', { commandId: `sale-nfc-${sales}`, amountText });
      if (!sold.ok || !sold.outcome) throw new Error(sold.ok ? 'no outcome' : sold.refusal.code);
      return sold.outcome;
    },
    recorded: () =>
      till.store
        .ownAfter(0, 500)
        .filter(({ type }) => type === 'SaleRecorded')
        .map(({ body }) => (JSON.parse(body) as { identifiedBy?: string }).identifiedBy),
  };
}

describe.skipIf(whyNoSerialRig)(`a chip at the counter (${whyNoSerialRig ?? 'a PN532 behind socat'})`, () => {
  test('nobody knows is enrolled by its number, earns, and uses up no more than somebody who only said a name', async () => {
    const { tap, sell, screen, recorded } = await tillWithReader();
    const shown = await tap(chip, null, ({ newCard }) => newCard !== null);
    expect(shown.newCard).toEqual({ tail: '3C80' });
    expect(await screen.call('checkout.enrol', {})).toMatchObject({ ok: true });
    const first = await sell('1200');
    expect(first.issued).toHaveLength(5);
    expect(first.heldBack).toEqual({ code: 'CARD_NEEDED', limitMinor: 1_000 });
    const again = await tap(chip, null, ({ member }) => member !== null);
    expect(again.member).toMatchObject({ by: 'nfc-uid', tail: '3C80' });
    expect((await sell('1')).issued).toHaveLength(5);
    expect(recorded()).toEqual(['nfc-uid', 'nfc-uid']);
  });

  test('is attached to a member who has a card, and both open one wallet; the card alone lifts the limit', async () => {
    const { tap, sell, screen, visit, recorded } = await tillWithReader();
    await screen.call('checkout.scan', { deviceId: 'test', text: cards.eightyPoints });
    const walletId = (await visit()).member?.walletId ?? '';
    await screen.call('checkout.clear', {});
    await tap(chip, null, ({ newCard }) => newCard !== null);
    expect(await screen.call('members.attach', { walletId })).toMatchObject({ ok: true });
    expect((await visit()).member).toMatchObject({ walletId, by: 'nfc-uid' });
    expect((await sell('720')).issued).toHaveLength(5);
    await screen.call('checkout.scan', { deviceId: 'test', text: cards.eightyPoints });
    expect((await sell('1')).issued).toHaveLength(3);
    expect(recorded()).toEqual(['nfc-uid', undefined]);
  });

  test('on which a member’s code is written is that member’s card, without a limit', async () => {
    const { tap, sell, recorded } = await tillWithReader();
    const shown = await tap(chip, cards.eightyPoints, ({ member }) => member !== null);
    expect(shown.member).toMatchObject({ by: 'card', tail: cards.eightyPoints.slice(-4) });
    expect((await sell('720')).issued).toHaveLength(8);
    expect(recorded()).toEqual([undefined]);
  });

  test('with a voucher of ours pays with it, once', async () => {
    const { tap, sell, screen, visit } = await tillWithReader();
    await screen.call('checkout.scan', { deviceId: 'test', text: cards.eightyPoints });
    await sell('20');
    const codes = await screen.call('practice.codes', {});
    const voucher = codes.find(({ kind }) => kind === 'voucher')?.text ?? '';
    const laid = await tap(chip, voucher, ({ vouchers }) => vouchers.length === 1);
    expect(laid.newCard).toBeNull();
    expect((await sell('10')).due.minor).toBe(800);
    await tap([...chip].reverse(), voucher, ({ notice }) => notice.kind === 'refused');
    expect((await visit()).notice).toMatchObject({ refusal: { code: 'VOUCHER_SPENT' } });
  });
});
