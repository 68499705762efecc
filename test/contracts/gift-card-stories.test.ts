import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Line } from '#shared/basket/basket.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { giftCardHolder, giftCardIdOf } from '#shared/members/wallet.ts';
import { checkCharacters, layoutSafeAlphabet } from '#shared/scan/check-characters.ts';
import type { Command } from '#shared/visit/decide.ts';
import { offersAtCounter } from '#shared/visit/offers-at-counter.ts';
import { outcomeOf } from '#shared/visit/sale-outcome.ts';
import { GiftStories, type GiftStory } from '#test/golden/gift-story.ts';
import { anna } from '#test/support/a-shop.ts';
import { given, here, memberWith, program, type Counter } from '#test/support/given.ts';
import { ReversalBooks } from '#test/support/reversal-books.ts';

const folder = path.join(import.meta.dirname, '../golden/gift-cards');
const files = readdirSync(folder)
  .sort()
  .map((name) => ({ name, ...GiftStories.parse(JSON.parse(readFileSync(path.join(folder, name), 'utf8'))) }));

const letters = (place: number): string => `GC${(layoutSafeAlphabet[place] ?? 'B').repeat(16)}`;
const codeOf = (place: number): string => letters(place) + checkCharacters(letters(place));
const idOf = (place: number): string =>
  giftCardIdOf(codeOf(place), (text) => createHash('sha256').update(text).digest('hex'));

/** What lies on the cards and what the shop is like before the first step. */
function before({ currency, member, offBp, earns, cards }: GiftStory): Fact[] {
  const points = { pointsPerUnit: 1, voucherAt: 1_000_000, voucherWorthMinor: 100 };
  const lives = { pointsLifeDays: null, voucherLifeDays: null };
  return [
    program('gift-cards', {
      name: 'Gift card',
      freeAmount: { leastMinor: 1, mostMinor: 1_000_000 },
      earns,
    }),
    ...(member ? [...memberWith(anna), program('points', { ...points, ...lives })] : []),
    ...(offBp > 0 ? [program('benefits', { name: 'Off', effect: { kind: 'percent', bp: offBp } })] : []),
    ...cards.flatMap(({ holds, spv, ends = '2036-10-01' }, place): Fact[] =>
      holds === 0
        ? []
        : [
            {
              type: 'GiftCardLoaded',
              body: {
                ...{ giftCardId: idOf(place), tail: codeOf(place).slice(-4), unit: `gift:${currency}` },
                ...{ drawer: here.writer, lot: `2020-10-01/${ends}`, amount: holds },
                vat: spv === undefined ? { kind: 'mpv' } : { kind: 'spv', taxBp: spv },
                ...{ saleId: `before-${place}`, programId: 'gift-cards', revision: 1 },
              },
            },
          ],
    ),
  ];
}

const lineOf = ([totalMinor, taxBp, kind = 'goods']: readonly unknown[], place: number): Line => ({
  ...{ lineId: `${place + 1}`, item: '', label: '', category: '', quantity: 1, discounted: false },
  ...({ totalMinor, taxBp, kind } as Pick<Line, 'totalMinor' | 'taxBp' | 'kind'>),
});

/** A story as it goes on: a counter that sells, and the books that take back. */
class Telling {
  readonly counter: Counter;
  readonly books = new ReversalBooks();
  private readonly sales: string[] = [];
  private readonly story: GiftStory;

  constructor(story: GiftStory) {
    this.story = story;
    const facts = before(story);
    this.counter = given(facts, { currency: story.currency });
    this.books.write(facts);
  }

  onCards = (): number[] =>
    this.story.cards.map((_, place) =>
      this.books.of(giftCardHolder(idOf(place))).reduce((sum, { amount }) => sum + amount, 0),
    );

  points = (): number => this.counter.balance(anna, 'points:points');

  /** Does what the last command says and writes it down, or answers why not. */
  private decide(commands: Command[]): Fact[] | string {
    const done = this.counter.when(...commands);
    if (!done.ok) return done.error.code;
    this.books.write(done.value.facts);
    return done.value.facts;
  }

  step(step: GiftStory['steps'][number], place: number): unknown {
    const saleId = `story-${place}`;
    this.sales[place] = saleId;
    if ('back' in step) return this.takeBack(this.sales[step.back] ?? '', step.minor, place);
    const member = this.story.member ? [this.counter.scan(anna)] : [];
    const clear: Command = { type: 'Clear' };
    if ('load' in step) {
      const load: Command = {
        ...{ type: 'LoadGiftCard', saleId, giftCardId: idOf(step.card), amountText: step.load },
      };
      const facts = this.decide([clear, ...member, this.counter.scan(codeOf(step.card)), load]);
      if (typeof facts === 'string') return { refused: facts };
      const { dueMinor, awards } = outcomeOf(facts, this.counter.look);
      return { due: dueMinor, earned: awards[0]?.amount ?? 0 };
    }
    const { sell, pay, lines = null, expect: expected } = step;
    this.counter.when(clear, ...member, ...pay.map((card) => this.counter.scan(codeOf(card))), {
      type: 'LayLines',
      lines: lines && lines.map(lineOf),
    });
    const seen = offersAtCounter(this.counter.visit(), sell, this.counter.here());
    const facts = this.decide([{ type: 'RecordSale', saleId, amountText: sell }]);
    if (typeof facts === 'string') return { refused: facts };
    const { total, dueMinor, giftCards, awards } = outcomeOf(facts, this.counter.look);
    if (seen.dueMinor !== dueMinor) throw new Error(`told ${seen.dueMinor}, sold for ${dueMinor}`);
    return {
      total: total.minor,
      due: dueMinor,
      paid: pay.map((card) => giftCards.find(({ giftCardId }) => giftCardId === idOf(card))?.amount ?? 0),
      ...('earned' in expected ? { earned: awards[0]?.amount ?? 0 } : {}),
      ...('taxes' in expected
        ? { taxes: seen.taxes.map(({ taxBp, taxableMinor, taxMinor }) => [taxBp, taxableMinor, taxMinor]) }
        : {}),
    };
  }

  private takeBack(saleId: string, amountMinor: number | null, place: number): unknown {
    const had = this.onCards();
    const done = this.books.ask({ saleId, amountMinor, reversalId: `back-${place}` });
    if (!done.ok) {
      const left = 'leftMinor' in done.error ? { leftMinor: done.error.leftMinor } : {};
      return { refused: done.error.code, ...left };
    }
    this.books.write(done.value.facts);
    this.counter.learns(done.value.facts);
    const cards = this.onCards().map((now, index) => now - (had[index] ?? 0));
    return { money: done.value.moves.money.minor, cards };
  }
}

describe.each(files)('$name', ({ stories }) => {
  test.each(stories)('$name', (story) => {
    const telling = new Telling(story);
    const came = story.steps.map((step, place) => telling.step(step, place));
    expect(came).toEqual(story.steps.map(({ expect: expected }) => expected));
    const points = story.end.points === undefined ? {} : { points: telling.points() };
    expect({ cards: telling.onCards(), ...points }).toEqual(story.end);
  });
});

test('there are enough of them, in currencies of no, two and three decimals', () => {
  const stories = files.flatMap((file) => file.stories);
  expect(stories.length).toBeGreaterThanOrEqual(60);
  expect(new Set(stories.map(({ currency }) => currency))).toEqual(new Set(['EUR', 'HUF', 'KWD']));
});
