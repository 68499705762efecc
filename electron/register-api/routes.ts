import type { z } from 'zod';
import {
  ClaimAnswer,
  ClaimAsked,
  CommitAsked,
  LookupAnswer,
  LookupAsked,
  OffersAnswer,
  OffersAsked,
  QuoteAnswer,
  QuoteAsked,
  ReleaseAnswer,
  ReleaseAsked,
  ReserveAnswer,
  ReserveAsked,
  ReverseAnswer,
  ReverseAsked,
  SaleAnswer,
  SaleAsked,
} from './contract.ts';
import type { RegisterDesk } from './register-desk.ts';

/** Something a register may ask: where, what goes in, what comes out, and who answers. */
export interface Route {
  path: string;
  name: string;
  summary: string;
  asked: z.ZodType;
  answer: z.ZodType;
  /** For the page to try it: a body that a demo shop understands. */
  example: object;
  run(desk: RegisterDesk, asked: unknown): Promise<unknown>;
}

const route = <Asked extends z.ZodType, Answer extends z.ZodType>(
  one: Omit<Route, 'run' | 'asked' | 'answer'> & {
    asked: Asked;
    answer: Answer;
    run(desk: RegisterDesk, asked: z.output<Asked>): Promise<z.input<Answer>>;
  },
): Route => ({ ...one, run: (desk, asked) => one.run(desk, asked as z.output<Asked>) });

const card = 'TCCLTVXBDFGHRH';
const saleId = 'register-1-000001';
const reservationId = 'basket-1-000001';

/** Everything that may be asked, in the order of a sale. All of it is POST, since a card is nothing for an address line or a log. */
export const routes: readonly Route[] = [
  route({
    path: '/v1/lookup',
    name: 'lookup',
    summary:
      'Who a card belongs to: no name, only what counts at the counter. Of a receipt, what can be claimed with it.',
    asked: LookupAsked,
    answer: LookupAnswer,
    example: { card },
    run: (desk, asked) => desk.lookup(asked),
  }),
  route({
    path: '/v1/offers',
    name: 'offers',
    summary: 'What a member may use here, and how far the next reward is.',
    asked: OffersAsked,
    answer: OffersAnswer,
    example: { card },
    run: (desk, asked) => desk.offers(asked),
  }),
  route({
    path: '/v1/quote',
    name: 'quote',
    summary: 'What a sale would come to. Nothing is written.',
    asked: QuoteAsked,
    answer: QuoteAnswer,
    example: { card, amountMinor: 2_340 },
    run: (desk, asked) => desk.quote(asked),
  }),
  route({
    path: '/v1/sales',
    name: 'sale',
    summary:
      'Records a sale: awards, redeems vouchers, prints new ones. Asked again with the same id, it answers the same.',
    asked: SaleAsked,
    answer: SaleAnswer,
    example: { saleId, card, amountMinor: 2_340 },
    run: (desk, asked) => desk.sell(asked),
  }),
  route({
    path: '/v1/reservations/reserve',
    name: 'reserve',
    summary: 'Sets value aside for a basket that is not paid yet, for as long as the shop allows.',
    asked: ReserveAsked,
    answer: ReserveAnswer,
    example: { reservationId, card, unit: 'points:points', amount: 20 },
    run: (desk, asked) => desk.reserve(asked),
  }),
  route({
    path: '/v1/reservations/commit',
    name: 'commit',
    summary: 'The basket is paid: records the sale and uses up what was set aside, together.',
    asked: CommitAsked,
    answer: SaleAnswer,
    example: { reservationId, saleId: 'register-1-000002', card, amountMinor: 1_000 },
    run: (desk, asked) => desk.commit(asked),
  }),
  route({
    path: '/v1/reservations/release',
    name: 'release',
    summary: 'The basket is given up: what was set aside goes back.',
    asked: ReleaseAsked,
    answer: ReleaseAnswer,
    example: { reservationId },
    run: (desk, asked) => desk.release(asked),
  }),
  route({
    path: '/v1/claims',
    name: 'claim',
    summary:
      'Credits the receipt of a sale without a card to the member of a card. Asked again for the same member, nothing more is credited.',
    asked: ClaimAsked,
    answer: ClaimAnswer,
    example: { card, code: 'the claim code of a sale without a card' },
    run: (desk, asked) => desk.claim(asked),
  }),
  route({
    path: '/v1/reversals',
    name: 'reverse',
    summary: 'Takes a sale back, or a part of it, with what it earned and burned. The same id reverses once.',
    asked: ReverseAsked,
    answer: ReverseAnswer,
    example: { reversalId: 'return-1-000001', saleId, kind: 'refund' },
    run: (desk, asked) => desk.reverse(asked),
  }),
];
