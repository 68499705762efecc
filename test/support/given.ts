import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { z } from 'zod';
import type { Day } from '#shared/base/business-time.ts';
import type { Machine } from '#shared/base/machine.ts';
import type { Result } from '#shared/base/result.ts';
import { emptyHead, link as chained } from '#shared/ledger/chain.ts';
import type { Envelope } from '#shared/ledger/envelope.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { debtHolder } from '#shared/ledger/holder.ts';
import { lotExpiry } from '#shared/ledger/posting.ts';
import {
  cardIdOf,
  giftCardHolder,
  voucherHolder,
  walletHolder,
  walletIdOf,
  type WalletId,
} from '#shared/members/wallet.ts';
import { configure, type ConfiguredProgram } from '#shared/programs/programs.ts';
import { foldRows } from '#shared/projections/fold.ts';
import type { Projection, Row } from '#shared/projections/projection.ts';
import { balances } from '#shared/projections/balances/balances.projection.ts';
import { campaigns } from '#shared/projections/campaigns/campaigns.projection.ts';
import { cards } from '#shared/projections/cards/cards.projection.ts';
import { claims } from '#shared/projections/claims/claims.projection.ts';
import { giftCards, vatIn } from '#shared/projections/gift-cards/gift-cards.projection.ts';
import { members } from '#shared/projections/members/members.projection.ts';
import { programs } from '#shared/projections/programs/programs.projection.ts';
import { referrals } from '#shared/projections/referrals/referrals.projection.ts';
import { risks } from '#shared/projections/risks/risks.projection.ts';
import { tills } from '#shared/projections/tills/tills.projection.ts';
import { voucherUses } from '#shared/projections/voucher-uses/voucher-uses.projection.ts';
import { vouchers } from '#shared/projections/vouchers/vouchers.projection.ts';
import { encodeTokenBody, toDigits, tokenSigner } from '#shared/scan/voucher-token.ts';
import { recognise } from '#shared/scan/recognise.ts';
import { ShopSettings } from '#shared/settings/shop-settings.ts';
import { decide, type Command, type Decision } from '#shared/visit/decide.ts';
import type { Circumstances, HeldLot, KnownClaim, LookUp } from '#shared/visit/look-up.ts';
import type { Refusal } from '#shared/visit/refusal.ts';
import { emptyVisit, type Visit } from '#shared/visit/visit.ts';
import { verifyEd25519 } from '#electron/platform/machine.ts';
import { countedByAllFrom, memberFactsFrom, senderOf } from './member-facts-from.ts';
import { seeded } from './seeded.ts';

/** A till that can sign: its writer id, and an Ed25519 key of its own. */
export interface TestTill {
  writer: string;
  publicKey: string;
  sign(message: Uint8Array): Uint8Array;
}

/** A till with a fresh, real key. */
export function aTill(writer: string): TestTill {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  return {
    writer,
    publicKey: raw.toString('hex'),
    sign: (message) => new Uint8Array(sign(null, message, privateKey)),
  };
}

export const here = aTill('till-1');
export const next = aTill('till-2');
export const today: Day = '2026-11-22';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What a till says first. */
export const opened = (till: TestTill, name: string): Fact => ({
  type: 'TillOpened',
  body: { shop: 'Café Aurora', name, publicKey: till.publicKey, currency: 'EUR', zone: 'Europe/Rome' },
});

/** The wallet that a card's code opens. */
export const walletOf = (code: string): WalletId => walletIdOf(cardIdOf(code, sha256), sha256);

/** A member who joined with this card. */
export const memberWith = (code: string): Fact[] => [
  { type: 'MemberEnrolled', body: { walletId: walletOf(code) } },
  {
    type: 'CardAttached',
    body: {
      cardId: cardIdOf(code, sha256),
      walletId: walletOf(code),
      tail: code.slice(-4),
      format: 'member-card',
    },
  },
];

/** This card is lost. */
export const blocked = (code: string): Fact => ({
  type: 'CardBlocked',
  body: { cardId: cardIdOf(code, sha256), reason: 'lost' },
});

/** A program set up, under the name of its kind unless it has another. */
export const program = (programId: string, setup: object, revision = 1, type = programId): Fact => ({
  type: 'ProgramConfigured',
  body: { programId, type, revision, setup: JSON.stringify(setup) },
});

/** A coupon's set-up, the smallest there is but for what is said. */
export const aCoupon = (more: object): object => ({ name: 'Ten percent', ...more });

/** A program of one coupon called `cakes`, and a paper of it that came out of this till's printer. */
export function couponFacts(
  setup: object,
  lot = '2026-11-22/2026-12-24',
  more: { walletId?: WalletId; voucherId?: string } = {},
): { facts: Fact[]; voucherId: string; token: string } {
  const { voucherId = '0123456789abcdef' } = more;
  const keyId = here.publicKey.slice(0, 8);
  const body = encodeTokenBody({ keyId, voucherId, amount: 1, kind: 'coupon', expiryDay: lotExpiry(lot) });
  const token = toDigits(body, here.sign(body));
  const origin = { programId: 'cakes', revision: 1, reason: { code: 'PRINTED_IN_BATCH', params: {} } };
  const value = { unit: 'coupon:cakes', amount: 1, lot, label: 'Ten percent' };
  return {
    voucherId,
    token,
    facts: [
      program('cakes', setup, 1, 'coupons'),
      {
        type: 'VoucherIssued',
        body: { voucherId, walletId: more.walletId ?? null, token, saleId: null, ...value, ...origin },
      },
    ],
  };
}

/** Value that a member earned earlier. */
export const earned = (
  code: string,
  amount: number,
  value: { unit?: string; drawer?: string; lot?: string } = {},
): Fact => ({
  type: 'ValueAwarded',
  body: {
    walletId: walletOf(code),
    unit: value.unit ?? 'points:points',
    drawer: value.drawer ?? here.writer,
    lot: value.lot ?? '2026-10-01/2027-10-01',
    amount,
    saleId: null,
    programId: 'points',
    revision: 1,
    reason: { code: 'POINTS_PER_UNIT', params: {} },
  },
});

/** A counter over a ledger in memory: every decision's facts are in it before the next command. */
export interface Counter {
  /** Does one command after the other, and answers with the last decision. Stops at a refusal. */
  when(...commands: Command[]): Result<Decision, Refusal>;
  /** What a scanner read, as a command. */
  scan(text: string): Command;
  /** More facts arrive, written by this till or, with the news, by another. */
  learns(facts: readonly Fact[], writer?: string): void;
  /** The business day from now on. */
  onDay(day: Day): void;
  /** How the till stands to the centre, and whose cards its cashier owns, from now on. At first it is sound, works alone, and nobody's. */
  stands(link: Partial<Link>): void;
  visit(): Visit;
  /** What the next decision depends on. */
  here(): Circumstances;
  look: LookUp;
  envelopes: readonly Envelope[];
  /** What a member holds of a unit at this till, expired lots included. */
  balance(code: string, unit: string): number;
}

type Link = Pick<Circumstances, 'state' | 'online' | 'mayAsk' | 'servesOwn'>;

/** Opens `here` with these facts already in its ledger. Its clock stands still, its chance is seeded, its signatures are real. */
export function given(facts: readonly Fact[], settings: z.input<typeof ShopSettings> = {}): Counter {
  const chance = seeded(4711);
  const heads = new Map<string, ReturnType<typeof emptyHead>>();
  const envelopes: Envelope[] = [];
  let visit = emptyVisit;
  let day = today;
  let link: Link = { state: 'sound', online: false, mayAsk: false };
  let ids = 0;
  const machine: Machine = {
    now: () => 1_795_000_000_000,
    newId: () => `id-${(ids += 1)}`,
    randomBytes: (length) => chance.bytes(length),
    sha256,
  };
  const record = (some: readonly Fact[], writer: string): void => {
    const linked = chained(
      some,
      heads.get(writer) ?? emptyHead(writer),
      { atMs: machine.now(), day },
      sha256,
    );
    const last = linked.at(-1);
    if (last) heads.set(writer, last);
    envelopes.push(...linked);
  };
  const look = lookUp(envelopes);
  const circumstances = (): Circumstances => ({
    till: here.writer,
    ...link,
    settings: ShopSettings.parse(settings),
    time: { atMs: machine.now(), day },
    look,
    machine,
    verify: verifyEd25519,
    signer: tokenSigner({ keyId: here.publicKey.slice(0, 8), sign: (message) => here.sign(message) }),
  });
  record([opened(here, 'Till 1'), ...facts], here.writer);
  record([opened(next, 'Till 2')], next.writer);
  return {
    envelopes,
    look,
    when(...commands) {
      let result: Result<Decision, Refusal> = { ok: true, value: { visit, facts: [] } };
      for (const command of commands) {
        result = decide(visit, command, circumstances());
        if (!result.ok) return result;
        record(result.value.facts, here.writer);
        ({ visit } = result.value);
      }
      return result;
    },
    scan: (text) => ({ type: 'Present', scan: recognise({ deviceId: 'test', text }) }),
    learns: (some, writer = here.writer) => record(some, writer),
    onDay: (another) => {
      day = another;
    },
    stands(other) {
      link = { ...link, ...other };
    },
    visit: () => visit,
    here: circumstances,
    balance: (code, unit) =>
      look
        .lots(walletOf(code))
        .filter((lot) => lot.unit === unit && lot.drawer === here.writer)
        .reduce((sum, lot) => sum + lot.amount, 0),
  };
}

/** The questions of a decision, answered from the read tables that the ledger folds into. */
function lookUp(envelopes: readonly Envelope[]): LookUp {
  const rows = (projection: Projection): Row[] => foldRows(projection, envelopes);
  const text = (row: Row, column: string): string => String(row[column]);
  const heldBy = (holder: string): HeldLot[] =>
    rows(balances)
      .filter((row) => row['holder'] === holder && row['amount'] !== 0)
      .map((row) => ({
        unit: text(row, 'unit'),
        drawer: text(row, 'drawer'),
        lot: text(row, 'lot'),
        amount: Number(row['amount']),
      }));
  return {
    card(cardId) {
      const row = rows(cards).find((one) => one['card_id'] === cardId);
      if (!row) return undefined;
      const walletId = row['wallet_id'] ? text(row, 'wallet_id') : null;
      return {
        walletId,
        tail: text(row, 'tail'),
        blocked: (row['blocked_at'] ?? '') > (row['unblocked_at'] ?? ''),
      };
    },
    voucher(voucherId) {
      const row = rows(vouchers).find((one) => one['voucher_id'] === voucherId);
      if (!row?.['unit']) return undefined;
      const lies = rows(balances).find(
        (one) => one['holder'] === voucherHolder(voucherId) && Number(one['amount']) > 0,
      );
      // As a till has it: what lies in its own drawer is good, though it was used before a refund brought it back.
      const uses = rows(voucherUses).filter(
        (one) => one['voucher_id'] === voucherId && one['used_at'] && !one['restored_at'],
      );
      const used = lies?.['drawer'] === here.writer ? null : uses[0]?.['used_at'];
      return {
        voucherId,
        unit: text(row, 'unit'),
        amount: Number(row['amount']),
        lot: text(row, 'lot'),
        label: text(row, 'label'),
        walletId: row['wallet_id'] ? text(row, 'wallet_id') : null,
        drawer: text(lies ?? row, 'drawer'),
        redeemedAtMs: (used as number | null | undefined) ?? null,
        voidedAtMs: (row['voided_at'] as number | undefined) ?? null,
        useLot: row['use_lot'] ? text(row, 'use_lot') : null,
      };
    },
    giftCard(giftCardId) {
      const row = rows(giftCards).find((one) => one['gift_card_id'] === giftCardId);
      const vat = row ? vatIn(text(row, 'issued_as')) : null;
      return { vat, tail: row ? text(row, 'tail') : null, lots: heldBy(giftCardHolder(giftCardId)) };
    },
    riskTaken(day, holder) {
      const ofDay = rows(risks).filter((row) => row['day'] === day);
      const sum = (some: Row[]) => some.reduce((total, row) => total + Number(row['worth_minor']), 0);
      return { holderMinor: sum(ofDay.filter((row) => row['holder'] === holder)), tillMinor: sum(ofDay) };
    },
    lots: (walletId) => heldBy(walletHolder(walletId)),
    debts: (walletId) => heldBy(debtHolder(walletId)),
    memberFacts: (walletId) => memberFactsFrom(rows, walletId),
    countedByAll: (programId, period) => countedByAllFrom(rows, programId, period),
    sentBy: (walletId) => senderOf(rows, walletId)?.referrer ?? null,
    sentIn: (walletId, month) =>
      rows(referrals).filter((row) => row['referrer'] === walletId && text(row, 'day').startsWith(month))
        .length,
    walletsStarting: (start) =>
      rows(members).flatMap((row) =>
        text(row, 'wallet_id').startsWith(start) ? [text(row, 'wallet_id')] : [],
      ),
    countsAs: (walletId) => walletId,
    sameContact: () => false,
    claim(claimId) {
      const row = rows(claims).find((one) => one['claim_id'] === claimId);
      if (!row?.['value']) return undefined;
      return {
        claimId,
        saleId: text(row, 'sale_id'),
        lot: text(row, 'lot'),
        total: { minor: Number(row['minor']), currency: text(row, 'currency') },
        value: JSON.parse(text(row, 'value')) as KnownClaim['value'],
        claimedBy: row['claimed_by'] ? text(row, 'claimed_by') : null,
        claimedDay: row['claimed_day'] ? text(row, 'claimed_day') : null,
        lessened: Number(row['lessened'] ?? 0),
      };
    },
    claimsOn: (walletId, day) =>
      rows(claims).filter((row) => row['claimed_by'] === walletId && row['claimed_day'] === day).length,
    heldBy,
    campaign: (campaignId) => {
      const row = rows(campaigns).find((one) => one['campaign_id'] === campaignId);
      return { opened: Number(row?.['opened'] ?? 0), used: Number(row?.['used'] ?? 0) };
    },
    mainOf: (walletId) => walletId,
    programs: () => latest(rows(programs)),
    tills: () =>
      rows(tills).map((row) => ({
        writer: text(row, 'writer'),
        name: text(row, 'name'),
        publicKey: text(row, 'public_key'),
      })),
  };
}

/** The newest revision of each program, by the programs' ids. */
const latest = (rows: readonly Row[]): ConfiguredProgram[] => {
  const newest = new Map<string, Row>();
  for (const row of rows) {
    const programId = String(row['program_id']);
    if (Number(row['revision']) > Number(newest.get(programId)?.['revision'] ?? 0))
      newest.set(programId, row);
  }
  return [...newest.keys()].sort().flatMap((programId) => {
    const row = newest.get(programId);
    const [type, setup] = [String(row?.['type']), String(row?.['setup'])];
    if (row?.['ended'] === 1) return [];
    return configure({ programId, type, setup, revision: Number(row?.['revision']) }) ?? [];
  });
};
