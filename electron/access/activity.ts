import type { Act } from '#shared/api/people.api.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { givenByHand } from '#shared/ledger/given-by-hand.ts';
import { claimHolder } from '#shared/members/wallet.ts';
import { readEntries, type Entry } from '#shared/projections/fold.ts';
import type { Store } from '#electron/store/store.ts';

/** How many events are read at once, and how far back at most. */
const page = 500;
const eventsLookedAt = 20_000;

type What = Pick<Act, 'kind' | 'amount' | 'about'>;
type Approval = Extract<Fact, { type: 'ActionApproved' }>['body'];

/** The latest acts of this till's own log, newest first, each with who was in when it was written and who said yes to it. */
export function latestActs(store: Pick<Store, 'head' | 'ownAfter' | 'look' | 'staff'>, limit: number): Act[] {
  const names = new Map(store.staff.all().map(({ staffId, name }) => [staffId, name]));
  const nameOf = (staffId: string | null): string | null =>
    staffId === null ? null : (names.get(staffId) ?? '');
  const acts: Act[] = [];
  const end = store.head().seq;
  for (let to = end; to > 0 && end - to < eventsLookedAt && acts.length < limit; to -= page) {
    const from = Math.max(0, to - page);
    // A few more, since a yes stands before what it was said to.
    const start = Math.max(0, from - yesLooksAhead);
    const entries = readEntries(store.ownAfter(start, to - start));
    const found = entries.flatMap((entry, index): Act[] => {
      const what = entry.envelope.seq > from ? whatOf(entry, nameOf) : undefined;
      if (!what) return [];
      const { seq, at: atMs } = entry.envelope;
      const actor = actorOf(entry, store.look.whoAt(seq));
      const yes = entry.fact.type === 'ActionApproved' ? entry.fact.body : approvalOf(entries, index, actor);
      return [{ seq, atMs, ...what, who: nameOf(actor), approvedBy: nameOf(yes?.staffId ?? null) }];
    });
    acts.push(...found.reverse());
  }
  return acts.slice(0, limit);
}

/** How many events a yes may stand before what it was said to: what ended by itself meanwhile. */
const yesLooksAhead = 12;

/** The yes that whoever did it got to this very act, a few events before it. */
function approvalOf(entries: readonly Entry[], index: number, actor: string | null): Approval | undefined {
  const act = entries[index]?.fact;
  if (!act || act.type === 'ActionApproved') return undefined;
  for (let at = index - 1; at >= Math.max(0, index - yesLooksAhead); at -= 1) {
    const fact = entries[at]?.fact;
    if (fact?.type === 'ActionApproved' && fact.body.askedBy === actor && isYesTo(fact.body, act))
      return fact.body;
  }
  return undefined;
}

/** What comes of each action, where its approval does not name the very sale or wallet. */
const factsOf: Partial<Record<string, readonly Fact['type'][]>> = {
  'attach-card': ['CardAttached'],
  adjust: ['ValueAdjusted'],
  'change-members': ['MemberEnrolled', 'CardAttached'],
  'erase-member': ['MemberErased'],
  'give-coupon': ['VoucherIssued'],
  load: ['GiftCardLoaded'],
  'manage-people': ['StaffChanged'],
  'merge-members': ['MembersMerged', 'MergeUndone'],
  'reissue-gift-card': ['GiftCardLoaded'],
  'set-up-programs': ['ProgramConfigured'],
  'take-coupon-back': ['VoucherVoided'],
  'unblock-card': ['CardUnblocked'],
  'void-vouchers': ['PlaceGivenUp'],
};

/** Whose place, coupon or value an act is about. */
function memberOf(act: Fact): string | null | undefined {
  if (act.type === 'VoucherIssued') return act.body.saleId === null ? act.body.walletId : undefined;
  const isOfOne =
    act.type === 'PlaceBooked' ||
    act.type === 'PlaceGivenUp' ||
    act.type === 'VoucherVoided' ||
    act.type === 'ValueAdjusted';
  return isOfOne ? act.body.walletId : undefined;
}

function isYesTo({ action, subject }: Approval, act: Fact): boolean {
  if (act.type === 'SaleRecorded' || act.type === 'SaleReversed') return act.body.saleId === subject;
  if (act.type === 'ReceiptClaimed') return claimHolder(act.body.claimId) === subject;
  // A yes to one's own card names no act but the member.
  if (action === 'serve-own-card') return memberOf(act) === subject;
  const namesMember = act.type === 'VoucherIssued' || act.type === 'ValueAdjusted';
  if (namesMember && memberOf(act) !== subject) return false;
  return factsOf[action]?.includes(act.type) ?? false;
}

/** Who did it: of leaving, whoever left. */
function actorOf({ fact }: Entry, inside: string | null): string | null {
  if (fact.type === 'StaffSignedOut' || fact.type === 'StaffLockedOut') return fact.body.staffId;
  if (fact.type === 'ActionApproved') return fact.body.askedBy;
  return fact.type === 'StaffChanged' ? fact.body.by : inside;
}

const money = ({ minor, currency }: { minor: number; currency: string }): Act['amount'] => ({
  minor,
  unit: `credit:${currency}`,
});
const act = (kind: Act['kind'], about = '', amount: Act['amount'] = null): What => ({ kind, about, amount });

/** What an event says that somebody did. What merely follows from an act, or happens by itself, is none. */
function whatOf({ fact }: Entry, nameOf: (staffId: string) => string | null): What | undefined {
  switch (fact.type) {
    case 'SaleRecorded':
      return act('sale', '', money(fact.body.total));
    case 'SaleReversed':
      return act(fact.body.kind, '', money(fact.body.amount));
    case 'ValueAdjusted':
      return act('adjusted', fact.body.note, { minor: fact.body.amount, unit: fact.body.unit });
    case 'ReceiptClaimed':
      return act('claimed', '', money(fact.body.total));
    case 'GiftCardLoaded':
      return act(fact.body.replaces ? 'card-replaced' : 'loaded', '', {
        minor: fact.body.amount,
        unit: fact.body.unit,
      });
    case 'MemberEnrolled':
      return act('enrolled');
    case 'CardAttached':
      return act('attached', `…${fact.body.tail}`);
    case 'CardBlocked':
      return act('blocked');
    case 'CardUnblocked':
      return act('unblocked');
    case 'MemberErased':
      return act('erased');
    case 'MembersMerged':
      return act('merged');
    case 'MergeUndone':
      return act('unmerged');
    case 'PlaceBooked':
      return act('booked', fact.body.programId);
    case 'PlaceGivenUp':
      return act('given-up', fact.body.programId);
    case 'VoucherIssued':
      return fact.body.reason.code === givenByHand ? act('coupon-given', fact.body.label) : undefined;
    case 'VoucherVoided':
      return fact.body.walletId === undefined ? undefined : act('coupon-taken-back', fact.body.unit.slice(7));
    case 'ProgramConfigured':
      return act('program', fact.body.programId);
    case 'SettingsChanged':
      return act('rules', fact.body.setting);
    case 'StaffSignedIn':
      return act('signed-in');
    case 'StaffSignedOut':
      return act('signed-out');
    case 'StaffLockedOut':
      return act(fact.body.staffId === null ? 'badges-locked-out' : 'locked-out');
    case 'StaffChanged':
      return act('staff', nameOf(fact.body.staffId) ?? '');
    case 'ActionApproved':
      return act('approved', fact.body.action);
    default:
      return undefined;
  }
}
