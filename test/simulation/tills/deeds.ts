import type { CommandAnswer, OutcomeView, RefusalView } from '#shared/api/checkout.api.ts';
import { cardIdOf } from '#shared/members/wallet.ts';
import { voucherNumber } from '#shared/scan/voucher-number.ts';
import type { DeedKind } from '../schedule/deed.ts';
import { sha256, type Customer } from './customer.ts';
import { patiently } from './patiently.ts';
import { recordOf, type SaleRecord } from './sale-record.ts';
import { enrol, papersOf, type Papers } from './serve.ts';
import { club, tastingId } from './shop.ts';
import type { TillBox, TillLife } from './till-box.ts';

/** What is wanted, by whom, and under which id, which stays when it is asked for again. */
export interface DeedWanted {
  kind: DeedKind;
  commandId: string;
  customer: Customer;
  /** Whom it concerns besides, and the card of whoever sent the customer. */
  other: Customer;
  sentBy: string | null;
  /** The receipt in the customer's hand. */
  receipt: { claimId: string; digits: string } | null;
}

/** What a cashier was told of it. */
export type DeedTold =
  | { kind: 'claim'; claimId: string; walletId: string; value: { unit: string; amount: number }[] }
  | { kind: 'book' | 'give-up'; voucherId: string; walletId: string }
  | ({ kind: 'let-in'; outcome: OutcomeView; papers: Papers } & SaleRecord)
  | { kind: 'join' | 'leave'; membershipId: string }
  | { kind: 'merge' | 'part'; from: string; into: string }
  | { kind: 'erase'; walletId: string }
  | { kind: 'block' | 'replace'; cardId: string };

/** Somebody does something at a till. The code by which it was refused; null when nobody ever heard, or there was nothing to do. */
export const doDeed = (
  box: TillBox,
  wanted: DeedWanted,
  wait: (ms: number) => Promise<void>,
): Promise<DeedTold | { refusal: string } | null> => {
  const begun: Begun = { seq: null };
  return patiently(box, wait, (life) => deeds[wanted.kind](life, wanted, begun));
};

/** Where the till's log ended when this was asked for first: behind that it may stand already, told to nobody. */
interface Begun {
  seq: number | null;
}

type Answer = Promise<DeedTold | { refusal: string } | null>;
type Do = (life: TillLife, wanted: DeedWanted, begun: Begun) => Answer;

const refused = ({ refusal }: { refusal: RefusalView }) => ({ refusal: refusal.code });

/** Shows the customer's card, and makes a member of them if it is new. The wallet it opens, or why it does not. */
async function show(
  life: TillLife,
  { customer, sentBy }: Pick<DeedWanted, 'customer' | 'sentBy'>,
): Promise<{ walletId: string } | { refusal: string }> {
  const { patient, checkout } = life;
  const shown = await patient.scanned({ deviceId: 'scanner', text: customer.card });
  if (!shown.ok) return refused(shown);
  if (!checkout.view().member) {
    const enrolled = await enrol(life, customer, sentBy);
    if (!enrolled.ok) return refused(enrolled);
  }
  return { walletId: checkout.view().member?.walletId ?? '' };
}

const deeds: Readonly<Record<DeedKind, Do>> = {
  async claim(life, { receipt, ...wanted }, begun) {
    if (!receipt) return null;
    const { patient, checkout, store } = life;
    const { claimId, digits } = receipt;
    begun.seq ??= store.head().seq;
    const { look } = store;
    // The power went after it was written down.
    const before = look.claim(claimId);
    if (before?.claimedBy && wroteSince(life, begun.seq, 'ReceiptClaimed', claimId))
      return {
        kind: 'claim',
        claimId,
        walletId: before.claimedBy,
        value: wroteClaim(life, begun.seq, claimId),
      };
    await patient.clear();
    const laid = await patient.scanned({ deviceId: 'scanner', text: digits });
    if (!laid.ok) return refused(laid);
    const member = await show(life, wanted);
    const value = checkout.view().claim?.value ?? [];
    const answer: CommandAnswer | null = 'walletId' in member ? await patient.takeClaim() : null;
    await patient.clear();
    if ('refusal' in member) return member;
    return answer?.ok
      ? { kind: 'claim', claimId, walletId: member.walletId, value }
      : answer && refused(answer);
  },
  async book(life, { commandId, ...wanted }) {
    const voucherId = sha256(`place ${commandId}`).slice(0, 16);
    await life.patient.clear();
    const member = await show(life, wanted);
    if ('refusal' in member) return member;
    const { walletId } = member;
    const answer = await life.desk['places.book']({ commandId, walletId, programId: tastingId });
    await life.patient.clear();
    return answer.ok ? { kind: 'book', voucherId, walletId } : refused(answer);
  },
  async 'give-up'(life, wanted, begun) {
    const [voucherId] = wanted.customer.places;
    if (voucherId === undefined) return null;
    begun.seq ??= life.store.head().seq;
    await life.patient.clear();
    const member = await show(life, wanted);
    await life.patient.clear();
    if ('refusal' in member) return member;
    if (!wroteSince(life, begun.seq, 'PlaceGivenUp', voucherId)) {
      const answer = await life.desk['places.give-up']({ ...member, voucherId });
      if (!answer.ok) return refused(answer);
    }
    return { kind: 'give-up', voucherId, walletId: wroteGivenUp(life, begun.seq, voucherId) };
  },
  async 'let-in'(life, { customer, commandId }) {
    const { patient, checkout, store } = life;
    const told = (outcome: OutcomeView): DeedTold => ({
      ...{ kind: 'let-in', outcome, papers: papersOf(life) },
      ...recordOf(store, commandId, customer.walletId),
    });
    const before = store.look.placeOfSale(commandId) !== undefined ? checkout.confirm(commandId, '') : null;
    if (before?.ok && before.outcome) return told(before.outcome);
    const [voucherId] = customer.places;
    if (voucherId === undefined) return null;
    await patient.clear();
    const laid = await patient.scanned({ deviceId: 'scanner', text: voucherNumber(voucherId) });
    const answer = laid.ok ? await patient.confirm(commandId, '') : laid;
    await patient.clear();
    return answer.ok ? answer.outcome && told(answer.outcome) : refused(answer);
  },
  async join(life, { commandId, ...wanted }) {
    await life.patient.clear();
    const member = await show(life, wanted);
    await life.patient.clear();
    if ('refusal' in member) return member;
    const answer = await life.desk['membership.sell']({ commandId, ...member, ...club });
    return answer.ok ? { kind: 'join', membershipId: commandId } : refused(answer);
  },
  async leave(life, wanted) {
    const [membershipId] = wanted.customer.memberships;
    if (membershipId === undefined) return null;
    await life.patient.clear();
    const member = await show(life, wanted);
    await life.patient.clear();
    if ('refusal' in member) return member;
    const answer = await life.desk['membership.end']({ ...member, membershipId });
    return answer.ok ? { kind: 'leave', membershipId } : refused(answer);
  },
  merge: (life, wanted) => mergeOrPart(life, wanted, 'merge'),
  part: (life, wanted) => mergeOrPart(life, wanted, 'part'),
  async erase({ erase }, { customer: { walletId } }) {
    const refusal = erase(walletId);
    return refusal === null || refusal === 'MEMBER_ALREADY_ERASED'
      ? { kind: 'erase', walletId }
      : { refusal };
  },
  async block({ desk }, { customer: { card } }) {
    const cardId = cardIdOf(card, sha256);
    const answer = await desk['manager.block-card']({ cardId, reason: 'lost' });
    return answer.ok ? { kind: 'block', cardId } : refused(answer);
  },
  async replace(life, { customer }) {
    const { patient, checkout, store } = life;
    const { card, walletId } = customer;
    const cardId = cardIdOf(card, sha256);
    if (store.look.card(cardId)?.walletId) return { kind: 'replace', cardId };
    await patient.clear();
    const shown = await patient.scanned({ deviceId: 'scanner', text: card });
    const answer = shown.ok
      ? await patient.inTurn(() => checkout.attach(store.look.mainOf(walletId)))
      : shown;
    await patient.clear();
    return answer.ok ? { kind: 'replace', cardId } : refused(answer);
  },
};

async function mergeOrPart(
  { desk }: TillLife,
  { customer, other }: DeedWanted,
  kind: 'merge' | 'part',
): Answer {
  const [from, into] = [customer.walletId, other.walletId];
  if (from === into) return null;
  const how = kind === 'merge' ? 'manager.merge' : 'manager.undo-merge';
  const answer = await desk[how]({ from, into, by: 'manager' });
  return answer.ok ? { kind, from, into } : refused(answer);
}

type Written = 'ReceiptClaimed' | 'PlaceGivenUp';
const most = 500;

const factsSince = ({ store }: TillLife, seq: number) => store.ownAfter(seq, most);

const wroteSince = (life: TillLife, seq: number, type: Written, id: string): boolean =>
  factsSince(life, seq).some((envelope) => envelope.type === type && envelope.body.includes(id));

/** Whose value came back: the till may have heard of a merge while the place was fetched. */
function wroteGivenUp(life: TillLife, seq: number, voucherId: string): string {
  const found = factsSince(life, seq).find(
    ({ type, body }) => type === 'PlaceGivenUp' && body.includes(voucherId),
  );
  return (JSON.parse(found?.body ?? '{}') as { walletId: string }).walletId;
}

function wroteClaim(life: TillLife, seq: number, claimId: string): { unit: string; amount: number }[] {
  const found = factsSince(life, seq).find(
    ({ type, body }) => type === 'ReceiptClaimed' && body.includes(claimId),
  );
  const { value = [] } = JSON.parse(found?.body ?? '{}') as { value?: { unit: string; amount: number }[] };
  return value.map(({ unit, amount }) => ({ unit, amount }));
}
