import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { walletIdOf, cardIdOf } from '#shared/members/wallet.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import type { StoreLookUp } from '#electron/store/look-up.ts';
import { openStore } from '#electron/store/store.ts';
import { cards, openCounter, temporaryFolder } from '#test/support/a-till.ts';
import { askedOnce } from './asked-once.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

/** The same answers, with a list of what was asked. */
function listening(look: StoreLookUp): { look: StoreLookUp; asked: string[] } {
  const asked: string[] = [];
  const heard =
    <Asked extends string, Answer>(name: string, ask: (id: Asked) => Answer) =>
    (id: Asked): Answer => {
      asked.push(`${name} ${id}`);
      return ask(id);
    };
  const { card, voucher, lots, debts, memberFacts } = look;
  return {
    asked,
    look: {
      ...look,
      card: heard('card', card),
      voucher: heard('voucher', voucher),
      lots: heard('lots', lots),
      debts: heard('debts', debts),
      memberFacts: heard('memberFacts', memberFacts),
    },
  };
}

test('a sale is decided with each thing read once, however often it is asked for', async () => {
  const told: string[][] = [];
  const opened = openStore(path.join(folder.dir, 'till.db'), nodeMachine);
  const { look, asked } = listening(opened.look);
  const till = await openCounter(folder.dir, nodeMachine, 'Till 1', {
    store: {
      ...opened,
      look,
      atOnce(work) {
        asked.length = 0;
        const done = opened.atOnce(work);
        told.push([...asked]);
        return done;
      },
    },
  });
  till.scan(cards.eightyPoints);
  told.length = 0;
  expect(till.sell('23.40').ok).toBe(true);
  expect(told).toHaveLength(1);
  expect(told[0]?.filter((one) => one.startsWith('lots'))).toHaveLength(1);
  expect(new Set(told[0]).size).toBe(told[0]?.length);
  opened.close();
  till.close();
});

test('the answers are those of the ledger, also that there is nothing, and lots may be reckoned with', async () => {
  const till = await openCounter(folder.dir);
  const cardId = cardIdOf(cards.eightyPoints, nodeMachine.sha256);
  const walletId = walletIdOf(cardId, nodeMachine.sha256);
  const { look, asked } = listening(till.store.look);
  const once = askedOnce(look);
  const before = look.lots(walletId);
  asked.length = 0;
  for (const lot of once.lots(walletId)) lot.amount = 0;
  expect(once.lots(walletId)).toEqual(before);
  expect(before.length).toBeGreaterThan(0);
  for (let times = 0; times < 2; times += 1) {
    expect(once.debts(walletId)).toEqual([]);
    expect(once.voucher('0'.repeat(16))).toBeUndefined();
    expect(once.card(cardId)).toEqual(till.store.look.card(cardId));
    expect(once.card('0'.repeat(64))).toBeUndefined();
  }
  expect(asked.length).toBe(new Set(asked).size);
  till.close();
});
