import { afterEach, beforeEach, expect, test } from 'vitest';
import { walletIdOf, cardIdOf } from '#shared/members/wallet.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import type { StoreLookUp } from '#electron/store/look-up.ts';
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
  const till = await openCounter(folder.dir);
  const { look, asked } = listening(till.store.look);
  till.store.look = look;
  till.scan(cards.eightyPoints);
  const committed: string[][] = [];
  const { atOnce } = till.store;
  till.store.atOnce = (work) => {
    asked.length = 0;
    const done = atOnce(work);
    committed.push([...asked]);
    return done;
  };
  expect(till.sell('23.40').ok).toBe(true);
  expect(committed).toHaveLength(1);
  expect(committed[0]?.filter((one) => one.startsWith('lots'))).toHaveLength(1);
  expect(new Set(committed[0]).size).toBe(committed[0]?.length);
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
