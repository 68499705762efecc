import { ok, refuse, type Result } from '../base/result.ts';
import { monthOf } from '../base/months.ts';
import type { Fact } from '../ledger/events.ts';
import { visitsIn } from '../members/member-facts.ts';
import { cardIdOf, type WalletId } from '../members/wallet.ts';
import type { ConfiguredProgram } from '../programs/programs.ts';
import type { Scan } from '../scan/scan.ts';
import type { Circumstances } from './look-up.ts';
import type { Refusal } from './refusal.ts';
import type { Referrer, Visit } from './visit.ts';

/** The program under which members send friends; the first by name when somebody set up two. */
export const referralProgram = (here: Circumstances): ConfiguredProgram | undefined =>
  here.look.programs().find(({ program }) => program.type === 'referral');

/** Says that the next card or code is not of whoever stands here, but of whoever sent them; or no longer. */
export function askReferrer(visit: Visit, on: boolean, here: Circumstances): Result<Visit, Refusal> {
  if (!on) return ok({ ...visit, referrer: null, asksReferrer: false });
  const fault = mayBeSent(visit, here);
  return fault ? refuse(fault) : ok({ ...visit, asksReferrer: true });
}

/** What naming a referrer comes to: of a member it is written down at once, of a new card with the enrolment. */
export function nameReferrer(
  visit: Visit,
  scan: Extract<Scan, { kind: 'member-card' | 'referral' }>,
  here: Circumstances,
): Result<{ visit: Visit; facts: Fact[] }, Refusal> {
  const fault = mayBeSent(visit, here);
  if (fault) return refuse(fault);
  const found = referrerOf(scan, here);
  if (!found.ok) return found;
  // What it brings would be theirs, and a card is scanned past every gate: so a colleague names them.
  if (here.servesOwn?.(found.value.walletId)) return refuse({ code: 'REFERRAL_OWN_CARD' });
  const friend = visit.member?.walletId ?? visit.newCard?.walletId ?? '';
  const wrong = mayNotSend(found.value.walletId, friend, here);
  if (wrong) return refuse(wrong);
  const after = { ...visit, asksReferrer: false };
  if (!visit.member) return ok({ visit: { ...after, referrer: found.value }, facts: [] });
  return ok({ visit: { ...after, referrer: null }, facts: referredFacts(friend, found.value, here) });
}

/** What stands in the ledger of it. Asked again when the card is enrolled, for the program may have ended since. */
export function referredFacts(walletId: WalletId, referrer: Referrer | null, here: Circumstances): Fact[] {
  const program = referralProgram(here);
  if (!referrer || !program || mayNotSend(referrer.walletId, walletId, here)) return [];
  const { walletId: by, by: how } = referrer;
  const body = { walletId, referrer: by, programId: program.programId, by: how };
  return [{ type: 'MemberReferred', body }];
}

/** Why whoever stands here cannot be said to be sent by anybody; undefined when they can. */
export function mayBeSent({ member, newCard }: Visit, here: Circumstances): Refusal | undefined {
  if (!referralProgram(here)) return { code: 'REFERRAL_NOT_OFFERED' };
  if (newCard) return undefined;
  if (!member) return { code: 'NO_CUSTOMER' };
  if (here.look.sentBy(member.walletId) !== null) return { code: 'REFERRAL_KNOWN' };
  const facts = here.look.memberFacts(member.walletId);
  return visitsIn(facts.months) > 0 ? { code: 'REFERRAL_NOT_NEW' } : undefined;
}

function referrerOf(
  scan: Extract<Scan, { kind: 'member-card' | 'referral' }>,
  here: Circumstances,
): Result<Referrer, Refusal> {
  if (scan.kind === 'referral') {
    const [one, other] = here.look.walletsStarting(scan.walletStart);
    if (one === undefined || other !== undefined) return refuse({ code: 'REFERRAL_CODE_UNKNOWN' });
    return ok({ walletId: here.look.countsAs(one), by: 'code', tail: '' });
  }
  const card = here.look.card(cardIdOf(scan.code, here.machine.sha256));
  const tail = scan.code.slice(-4);
  if (card?.blocked) return refuse({ code: 'CARD_BLOCKED', tail });
  if (!card?.walletId) return refuse({ code: 'REFERRAL_CODE_UNKNOWN' });
  return ok({ walletId: card.walletId, by: 'card', tail });
}

/** More steps than any chain of friends has; a circle is found long before. */
const mostSteps = 1_000;

/** Why this member may not have sent that one. */
function mayNotSend(referrer: WalletId, friend: WalletId, here: Circumstances): Refusal | undefined {
  const { look, time } = here;
  const itself = look.countsAs(friend);
  if (referrer === itself) return { code: 'REFERRAL_SELF' };
  if (look.sameContact(referrer, friend)) return { code: 'REFERRAL_SAME_HOUSEHOLD' };
  let at: WalletId | null = referrer;
  for (let steps = 0; at !== null && steps < mostSteps; steps += 1) {
    const sender: WalletId | null = look.sentBy(at);
    at = sender && look.countsAs(sender);
    if (at === itself) return { code: 'REFERRAL_CIRCLE' };
  }
  const most = Number((referralProgram(here)?.setup as { mostPerMonth?: number })?.mostPerMonth);
  return look.sentIn(referrer, monthOf(time.day)) >= most ? { code: 'REFERRAL_TOO_MANY', most } : undefined;
}
