import { addDays, momentOf } from '../base/business-time.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import { centre, suspenseOf, transitTo } from '../ledger/drawer.ts';
import type { Fact } from '../ledger/events.ts';
import { lotExpiry, lotOf, sumOf } from '../ledger/posting.ts';
import { unknownMember } from '../members/member-facts.ts';
import { claimHolder, type ClaimId, type WalletId } from '../members/wallet.ts';
import type { SaleToJudge } from '../programs/program.ts';
import type { Scan } from '../scan/scan.ts';
import { grantsOf, standingsOf, type Asking } from './ask-programs.ts';
import { tillName } from './till-name.ts';
import type { Circumstances, HeldLot, KnownClaim } from './look-up.ts';
import { isGenuine, issuersOf } from './present.ts';
import type { Refusal } from './refusal.ts';
import { repayDebts } from './repay-debts.ts';
import { isOff } from './risk.ts';
import type { Visit } from './visit.ts';

/** Whether a sale without a card may be claimed later: always, or because the cashier asked for it. */
export const opensClaim = (
  { member }: Pick<Visit, 'member'>,
  asked: boolean,
  { settings: { claims } }: Pick<Circumstances, 'settings'>,
): boolean =>
  member === null &&
  claims.windowDays > 0 &&
  (claims.offer === 'every-sale' || (claims.offer === 'on-request' && asked));

/**
 * What a plain member would have had of this sale, to be claimed with its receipt: value alone, and nothing that is given once, for a
 * goal, or for a card. Undefined when that is nothing.
 */
export function claimOf(
  sale: SaleToJudge,
  saleId: string,
  here: Circumstances,
): Extract<Fact, { type: 'ClaimOpened' }> | undefined {
  const { day } = here.time;
  const asking = asNobody(here);
  const value = here.look.programs().flatMap((configured) =>
    grantsOf(configured, sale, asking).flatMap((grant) => {
      if (grant.kind !== 'award' || grant.to !== undefined || grant.onceKey !== undefined) return [];
      if (!claimed.test(grant.unit)) return [];
      const { programId, revision } = configured;
      const lot = lotOf(grant.opensDay ?? day, grant.expiryDay);
      return [{ unit: grant.unit, lot, amount: grant.amount, programId, revision, reason: grant.reason }];
    }),
  );
  if (value.length === 0 || sale.total.minor === 0) return undefined;
  const claimId = newClaimId(here);
  const until = addDays(day, here.settings.claims.windowDays);
  const token = here.signer.tokenOf({
    voucherId: claimId.padStart(16, '0'),
    amount: sale.total.minor,
    kind: 'claim',
    expiryDay: until,
  });
  return {
    type: 'ClaimOpened',
    body: {
      claimId,
      saleId,
      // A till that may be a copy puts it where starting over does not suspend it.
      drawer: here.state === 'sound' ? here.till : centre,
      lot: lotOf(day, until),
      total: sale.total,
      token,
      value,
    },
  };
}

/** What a receipt brings: value that is counted, and no coupon that waits in a wallet. */
const claimed = /^(points|stamps|credit):/;

/** A member who holds nothing and was never here. */
function asNobody(here: Circumstances): Asking {
  const member = () => unknownMember;
  const tiers = standingsOf(member, here).flatMap(({ standing }) => standing.tier ?? []);
  return { lots: [], debts: [], member, tiers, time: momentOf(here.time, here.settings), here };
}

function newClaimId({ machine }: Circumstances): ClaimId {
  return [...machine.randomBytes(6)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A receipt was shown: if it can be claimed here, it waits on the counter for a member. */
export function presentClaim(
  visit: Visit,
  { claimId, proof }: Extract<Scan, { kind: 'claim' }>,
  here: Circumstances,
): Result<Visit, Refusal> {
  if (proof && issuersOf(proof, here).length > 0 && !isGenuine(proof, here))
    return refuse({ code: 'CLAIM_FORGED' });
  const known = here.look.claim(claimId);
  if (!known) return refuse({ code: here.online ? 'CLAIM_UNKNOWN' : 'CLAIM_NOT_HEARD' });
  const fault = claimFault(known, here);
  return fault ? refuse(fault) : ok({ ...visit, claim: { claimId } });
}

/** Why a receipt cannot be claimed at this till now; undefined when it can. Asked when it is shown, and again when it is claimed. */
export function claimFault(claim: KnownClaim, here: Circumstances): Refusal | undefined {
  const { claimId, claimedDay, lessened, lot } = claim;
  if (claimedDay !== null) return { code: 'CLAIM_TAKEN', claimedDay };
  const expiryDay = lotExpiry(lot);
  if (expiryDay !== null && expiryDay < here.time.day) return { code: 'CLAIM_EXPIRED', expiryDay };
  const lots = here.look.heldBy(claimHolder(claimId)).filter(({ amount }) => amount > 0);
  if (lots.length === 0) return { code: lessened ? 'CLAIM_REFUNDED' : 'CLAIM_AT_CENTRE' };
  if (here.state !== 'sound') return { code: 'RESTRICTED' };
  if (lots.some(({ unit }) => isOff(unit, here))) return { code: 'NOT_WHILE_OFFLINE' };
  // It moves whole: what lies here lies nowhere else, whatever we were told before.
  const lying = hereOfClaim(claimId, here);
  const away = lots.find(({ unit }) => lying.every((own) => own.unit !== unit));
  if (away) return elsewhere(away, here);
  return isWhole(claim, lying) ? undefined : { code: 'CLAIM_AT_CENTRE' };
}

/** Whether all that is left of a receipt is among these lots: what is claimed is claimed once, and a rest would be lost. */
export const isWhole = ({ value, lessened }: KnownClaim, lying: readonly HeldLot[]): boolean =>
  sumOf(lying) >= sumOf(value) - lessened;

/** What of a claim lies in this till's drawer, and can be credited here. */
export const hereOfClaim = (
  claimId: ClaimId,
  { look, till }: Pick<Circumstances, 'look' | 'till'>,
): HeldLot[] =>
  look.heldBy(claimHolder(claimId)).filter(({ amount, drawer }) => amount > 0 && drawer === till);

function elsewhere({ drawer }: HeldLot, here: Circumstances): Refusal {
  const till = here.look
    .tills()
    .find(({ writer }) => [writer, transitTo(writer), suspenseOf(writer)].includes(drawer));
  return till
    ? { code: 'CLAIM_ELSEWHERE', tillName: tillName(till.writer, here.look.tills()) }
    : { code: 'CLAIM_AT_CENTRE' };
}

/** So much of a unit, and the lot in which it lies with the member. */
type Piece = KnownClaim['value'][number];

/** What is left of each piece of a claim, when so much of its unit lies there: the first pieces are filled first. */
export function piecesLeft(claim: Pick<KnownClaim, 'value'>, lots: readonly HeldLot[]): Piece[] {
  const left = new Map<string, number>();
  for (const { unit, amount } of lots) left.set(unit, (left.get(unit) ?? 0) + amount);
  return claim.value.flatMap((piece) => {
    const amount = Math.min(piece.amount, left.get(piece.unit) ?? 0);
    left.set(piece.unit, (left.get(piece.unit) ?? 0) - amount);
    return amount > 0 ? [{ ...piece, amount }] : [];
  });
}

/** Decides a claim: what lies on the counter is credited to whoever stands there, and pays first what they owe. */
export function takeClaim(
  visit: Visit,
  here: Circumstances,
): Result<{ visit: Visit; facts: Fact[] }, Refusal> {
  const { member, newCard, claim } = visit;
  if (!claim) return refuse({ code: 'NO_CLAIM' });
  if (!member)
    return refuse(newCard ? { code: 'NOT_ENROLLED', tail: newCard.tail } : { code: 'NO_CUSTOMER' });
  if (member.cardId && here.look.card(member.cardId)?.blocked)
    return refuse({ code: 'CARD_BLOCKED', tail: member.tail });
  const known = here.look.claim(claim.claimId);
  if (!known) return refuse({ code: 'CLAIM_UNKNOWN' });
  const fault = claimFault(known, here);
  if (fault) return refuse(fault);
  const { mostPerMemberAndDay: most } = here.settings.claims;
  const { walletId } = member;
  if (here.look.claimsOn(walletId, here.time.day) >= most) return refuse({ code: 'CLAIM_TOO_MANY', most });
  const { claimId, saleId, total, lot } = known;
  const value = piecesLeft(known, hereOfClaim(claimId, here));
  const claimed: Fact = { type: 'ReceiptClaimed', body: { claimId, saleId, total, walletId, lot, value } };
  return ok({ visit: { ...visit, claim: null }, facts: [claimed, ...repaid(walletId, value, here)] });
}

/** What is credited pays what is owed of the same unit, as everything that is earned does. */
function repaid(walletId: WalletId, value: readonly Piece[], here: Circumstances): Fact[] {
  const owed = here.look.debts(walletId);
  if (owed.length === 0) return [];
  const origin = { saleId: null, programId: '', revision: 1, reason: { code: '', params: {} } };
  const drawer = here.till;
  const awards = value.map((piece): Fact => {
    return { type: 'ValueAwarded', body: { walletId, drawer, ...piece, ...origin } };
  });
  const left = here.look.lots(walletId).filter((held) => held.drawer === drawer);
  return repayDebts(walletId, owed, awards, drawer, [...left, ...value]);
}
