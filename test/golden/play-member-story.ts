import type { Result } from '#shared/base/result.ts';
import { giveCoupon, isStillGood, takeCouponBack } from '#shared/back-office/give-coupon.ts';
import { factOf } from '#shared/ledger/envelope.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { typedAmount } from '#shared/money/money.ts';
import type { Command } from '#shared/visit/decide.ts';
import { endMembership, membershipsFor, sellMembership } from '#shared/visit/membership.ts';
import { bookPlace, giveUpPlace } from '#shared/visit/places.ts';
import { outcomeOf } from '#shared/visit/sale-outcome.ts';
import { anna, bela, clear, count } from '#test/support/a-shop.ts';
import { earned, memberWith, sha256, today, walletOf, type Counter } from '#test/support/given.ts';
import type { GoldenTill, OpenGoldenTill } from './golden-till.ts';
import type { MemberStories, MemberStory, Step } from './member-story.ts';

const cards = { anna, bela };
type Who = keyof typeof cards;
type Decided = Result<readonly Fact[], { code: string }>;
type Amounts = readonly { unit: string; amount: number }[];

/** Tells a story over the code that decides, and answers with what came of each step and who has what at the end. */
export function playMemberStory(
  { programs }: MemberStories,
  { currency, change, had, steps }: MemberStory,
  open: OpenGoldenTill,
): { came: unknown[]; end: MemberStory['end'] } {
  const setUps = Object.entries(programs).map(([programId, setUp]) => ({
    programId,
    ...{ ...setUp, ...change[programId] },
  }));
  const before = Object.entries(had) as [Who, number][];
  const facts = [
    ...setUps.flatMap(setUpFacts),
    ...[anna, bela].flatMap(memberWith),
    ...before.map(([who, amount]) => earned(cards[who], amount)),
  ];
  const telling = new Telling(open(facts, { currency }), currency);
  const came = steps.map((step, place) => telling.step(step, place));
  return { came, end: telling.end() };
}

/** A program, and its limited number opened at this till. */
function setUpFacts({ programId, type, ...setUp }: { programId: string; type: string }): Fact[] {
  const { quota, limit } = setUp as { quota?: number; limit?: number };
  const number = quota ?? limit;
  return [
    {
      type: 'ProgramConfigured',
      body: { programId, type, revision: 1, setup: JSON.stringify(setUp) },
    },
    ...(number === undefined
      ? []
      : [
          {
            type: 'CampaignOpened' as const,
            body: { campaignId: programId, limit: number, lot: `${today}/-` },
          },
        ]),
  ];
}

/** A story as it goes on: what was sold, booked or given in a step is called by its place. */
class Telling {
  private readonly till: GoldenTill;
  private readonly counter: Counter;
  private readonly currency: string;

  constructor(till: GoldenTill, currency: string) {
    this.till = till;
    this.counter = till.counter;
    this.currency = currency;
  }

  private readonly saleOf = (place: number): string => `${this.till.name}-${place}`;
  private readonly idOf = (place: number): string => sha256(this.saleOf(place)).slice(0, 16);

  step(step: Step, place: number): unknown {
    const { counter } = this;
    if ('day' in step) return this.turnTo(step.day);
    if ('sell' in step) return this.sell(step, this.saleOf(place));
    if ('claim' in step) return this.claim(step.claim, step.by);
    if ('back' in step) return this.refund(step);
    if ('book' in step) {
      const asked = { walletId: walletOf(cards[step.by]), programId: step.book, by: 'card' } as const;
      return this.written(bookPlace({ ...asked, voucherId: this.idOf(place) }, counter.here()), step.book);
    }
    if ('refer' in step) return this.refer(step.refer, step.by);
    if ('join' in step) return this.join(step.join, walletOf(cards[step.by]), place);
    if ('leave' in step) return this.leave(step.leave, walletOf(cards[step.by]));
    if ('give' in step) return this.written(this.give(step.give, step.to, this.idOf(place)), step.give);
    if ('giveUp' in step) {
      const programId = this.programOf(this.idOf(step.giveUp));
      const done = giveUpPlace(walletOf(cards[step.by]), this.idOf(step.giveUp), counter.here());
      return this.written(done.ok ? { ok: true, value: [done.value] } : done, programId);
    }
    const voucher = counter.look.voucher(this.idOf(step.takeBack));
    const done = takeCouponBack(walletOf(cards[step.from]), voucher, counter.here());
    return this.written(
      done.ok ? { ok: true, value: [done.value] } : done,
      this.programOf(this.idOf(step.takeBack)),
    );
  }

  end(): MemberStory['end'] {
    const { look } = this.counter;
    const whole = (Object.keys(cards) as Who[]).map((who) => {
      const walletId = walletOf(cards[who]);
      return [who, unitsOf([...look.lots(walletId), ...look.debts(walletId)])] as const;
    });
    return Object.fromEntries(whole.filter(([, units]) => Object.keys(units).length > 0));
  }

  private turnTo(day: string): object {
    this.counter.onDay(day);
    return {};
  }

  private sell(
    { sell, by, coffees, show, expect }: Extract<Step, { sell: number }>,
    saleId: string,
  ): unknown {
    const { counter, currency } = this;
    const commands: Command[] = [
      clear,
      ...(by ? [counter.scan(cards[by])] : []),
      ...(show === undefined ? [] : [counter.scan(this.tokenOf(this.idOf(show)))]),
      ...(coffees ? [count('coffee', coffees)] : []),
    ];
    const amountText = sell === 0 ? '' : typedAmount({ minor: sell, currency });
    const done = counter.when(...commands, { type: 'RecordSale', saleId, amountText, claim: !by });
    if (!done.ok) return { refused: done.error.code };
    const { facts } = done.value;
    const [claim] = facts.flatMap((fact) => (fact.type === 'ClaimOpened' ? [unitsOf(fact.body.value)] : []));
    const said = claim ?? ('claim' in expect ? {} : undefined);
    const { dueMinor, issued } = outcomeOf(facts, counter.look);
    const papers = 'papers' in expect ? { papers: issued.map(({ amount }) => amount) } : {};
    return { due: dueMinor, ...(said && { claim: said }), ...papers };
  }

  private claim(sold: number, by: Who): unknown {
    const [code] = this.facts().flatMap((fact) =>
      fact.type === 'ClaimOpened' && fact.body.saleId === this.saleOf(sold) ? [fact.body.token] : [],
    );
    const { counter } = this;
    const shown = [clear, counter.scan(cards[by]), counter.scan(code ?? '')];
    const done = counter.when(...shown, { type: 'TakeClaim' });
    if (!done.ok) return { refused: done.error.code };
    const got = done.value.facts.flatMap((fact) => (fact.type === 'ReceiptClaimed' ? fact.body.value : []));
    return { got: unitsOf(got) };
  }

  /** `friend` stands at the counter, and the card of `by` is shown as of who sent them. */
  private refer(friend: Who, by: Who): unknown {
    const { counter } = this;
    const asked: Command = { type: 'AskReferrer', on: true };
    const done = counter.when(clear, counter.scan(cards[friend]), asked, counter.scan(cards[by]));
    return done.ok ? {} : { refused: done.error.code };
  }

  private join(programId: string, walletId: string, place: number): unknown {
    const now = this.moment();
    const onSale = membershipsFor(walletId, now).find((one) => one.programId === programId);
    const priceMinor = onSale?.priceMinor ?? 0;
    const done = sellMembership({ membershipId: this.saleOf(place), walletId, programId, priceMinor }, now);
    if (!done.ok) return { refused: done.error.code };
    this.counter.learns([done.value]);
    return { until: membershipsFor(walletId, this.moment())[0]?.untilDay };
  }

  private leave(joined: number, walletId: string): unknown {
    const done = endMembership(walletId, this.saleOf(joined), this.moment());
    if (!done.ok) return { refused: done.error.code };
    this.counter.learns([done.value]);
    return { money: done.value.body.refunded.minor };
  }

  private readonly moment = () => ({ ...this.counter.here(), day: this.counter.here().time.day });

  private refund({ back, minor: amountMinor, how: kind }: Extract<Step, { back: number }>): unknown {
    const done = this.till.takeBack({ saleId: this.saleOf(back), amountMinor, kind });
    return done.ok ? { money: done.value.moves.money.minor } : { refused: done.error.code };
  }

  private give(programId: string, to: Who, voucherId: string): Decided {
    const walletId = walletOf(cards[to]);
    const { look } = this.counter;
    const now = this.counter.here();
    const hasOne = this.facts().some((fact) => {
      if (fact.type !== 'VoucherIssued' || fact.body.walletId !== walletId) return false;
      const known = look.voucher(fact.body.voucherId);
      return known?.unit === `coupon:${programId}` && isStillGood(known, now.time.day);
    });
    return giveCoupon({ voucherId, walletId, programId, note: '', hasOne, givenBy: null }, now);
  }

  /** Writes down what was decided, and answers with what is left of the limited number. */
  private written(done: Decided, programId: string): unknown {
    if (!done.ok) return { refused: done.error.code };
    this.counter.learns(done.value);
    const { opened, used } = this.counter.look.campaign(programId);
    return { left: opened === 0 ? null : opened - used };
  }

  private readonly programOf = (voucherId: string): string =>
    this.counter.look.voucher(voucherId)?.unit.slice('coupon:'.length) ?? '';

  private tokenOf(voucherId: string): string {
    const [token] = this.facts().flatMap((fact) =>
      fact.type === 'VoucherIssued' && fact.body.voucherId === voucherId ? [fact.body.token] : [],
    );
    return token ?? '';
  }

  private readonly facts = (): Fact[] => this.counter.envelopes.flatMap((one) => factOf(one) ?? []);
}

function unitsOf(amounts: Amounts): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { unit, amount } of amounts) sums[unit] = (sums[unit] ?? 0) + amount;
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0));
}
