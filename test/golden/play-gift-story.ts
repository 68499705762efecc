import type { Line } from '#shared/basket/basket.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { giftCardHolder, giftCardIdOf } from '#shared/members/wallet.ts';
import { checkCharacters, layoutSafeAlphabet } from '#shared/scan/check-characters.ts';
import type { Command } from '#shared/visit/decide.ts';
import { offersAtCounter } from '#shared/visit/offers-at-counter.ts';
import { outcomeOf } from '#shared/visit/sale-outcome.ts';
import { anna } from '#test/support/a-shop.ts';
import { here, memberWith, program, sha256, type Counter } from '#test/support/given.ts';
import type { GiftStory } from './gift-story.ts';
import type { GoldenTill, OpenGoldenTill } from './golden-till.ts';

/** Tells a story of gift cards over the code that decides, and answers with what came of each step and what is left at the end. */
export function playGiftStory(
  story: GiftStory,
  open: OpenGoldenTill,
): { came: unknown[]; end: GiftStory['end'] } {
  const telling = new Telling(story, open);
  const came = story.steps.map((step, place) => telling.step(step, place));
  const points = story.end.points === undefined ? {} : { points: telling.points() };
  return { came, end: { cards: telling.onCards(), ...points } };
}

const letters = (place: number): string => `GC${(layoutSafeAlphabet[place] ?? 'B').repeat(16)}`;
const codeOf = (place: number): string => letters(place) + checkCharacters(letters(place));
const idOf = (place: number): string => giftCardIdOf(codeOf(place), sha256);

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
  private readonly till: GoldenTill;
  private readonly counter: Counter;
  private readonly story: GiftStory;

  constructor(story: GiftStory, open: OpenGoldenTill) {
    this.story = story;
    this.till = open(before(story), { currency: story.currency });
    this.counter = this.till.counter;
  }

  private readonly saleOf = (place: number): string => `${this.till.name}-${place}`;

  onCards = (): number[] =>
    this.story.cards.map((_, place) =>
      this.till.held(giftCardHolder(idOf(place))).reduce((sum, { amount }) => sum + amount, 0),
    );

  points = (): number => this.counter.balance(anna, 'points:points');

  /** Does what the last command says, or answers why not. */
  private decide(commands: Command[]): Fact[] | string {
    const done = this.counter.when(...commands);
    if (!done.ok) return done.error.code;
    return done.value.facts;
  }

  step(step: GiftStory['steps'][number], place: number): unknown {
    const saleId = this.saleOf(place);
    if ('back' in step) return this.takeBack(this.saleOf(step.back), step.minor);
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

  private takeBack(saleId: string, amountMinor: number | null): unknown {
    const had = this.onCards();
    const done = this.till.takeBack({ saleId, amountMinor });
    if (!done.ok) {
      const left = 'leftMinor' in done.error ? { leftMinor: done.error.leftMinor } : {};
      return { refused: done.error.code, ...left };
    }
    const cards = this.onCards().map((now, index) => now - (had[index] ?? 0));
    return { money: done.value.moves.money.minor, cards };
  }
}
