import { centre } from '#shared/ledger/drawer.ts';
import type { HeldLot, KnownCard, KnownTill, KnownVoucher, LookUp } from '#shared/visit/look-up.ts';
import type { SetUpProgram } from '#shared/back-office/configure-program.ts';
import { configure, type ConfiguredProgram } from '#shared/programs/programs.ts';
import { giftCardHolder, voucherHolder } from '#shared/members/wallet.ts';
import type { Part } from '#shared/ledger/posting.ts';
import { lastCard, vatIn } from '#shared/projections/gift-cards/gift-cards.projection.ts';
import type { ShopRule } from '#shared/settings/shop-rules.ts';
import type { Db } from './open-database.ts';
import { createClaimLookUp, type StoredClaims } from './claim-look-up.ts';
import { createGivenLookUp, type GivenLookUp } from './given-look-up.ts';
import { createMemberLookUp, type MemberLookUp } from './member-look-up.ts';
import { createReferralLookUp, type StoredReferrals } from './referral-look-up.ts';
import { createReversalLookUp, type ReversalLookUp } from './reversal-look-up.ts';
import { createSessionLookUp, type SessionLookUp } from './session-look-up.ts';

/** A gift card by the end of its code. */
export interface GiftCardByTail {
  giftCardId: string;
  tail: string;
  loadedDay: string;
}

/** What decisions ask, and what screens show beside it. */
export interface StoreLookUp
  extends
    Omit<LookUp, 'memberFacts'>,
    GivenLookUp,
    MemberLookUp,
    ReversalLookUp,
    SessionLookUp,
    StoredReferrals,
    StoredClaims {
  /** Gift cards whose code ends so, the latest loaded first, at most twenty. */
  giftCardsEnding(tail: string): GiftCardByTail[];
  /** The card that has the money of a gift card now: itself, unless it was replaced. */
  giftCardNow(giftCardId: string): string;
  /** Set-ups change once a month and are asked for with every key: they are remembered until somebody says this. */
  programsChanged(): void;
  /** Every program that was ever set up, as it stands now, the ended ones too. */
  setUps(): SetUpProgram[];
  /** What was changed of the shop's rules, as it stands now: the same list until something changes. */
  shopRules(): readonly ShopRule[];
  /** How often a member was seen, as far as this till heard. */
  visitsOf(walletId: string): number;
  /** The vouchers issued here last, newest first, with the digits of their QR code. */
  latestVouchers(limit: number): (KnownVoucher & { token: string })[];
  /** What lies in this till's own drawer of a holder and unit. */
  drawerLots(holder: string, unit: string): Part[];
  /** The number of the last grant taken in under a generation; 0 for none. */
  lastGrant(generation: number): number;
  /** Where a sale of this till stands in its log. */
  placeOfSale(saleId: string): number | undefined;
}

interface CardRow extends Pick<KnownCard, 'walletId'> {
  tail: string | null;
  blockedAt: string | null;
  unblockedAt: string | null;
  found: number;
}

interface VoucherRow extends Omit<KnownVoucher, 'drawer' | 'redeemedAtMs'> {
  issuer: string;
  redeemedHere: number | null;
  redeemedElsewhere: number | null;
  voided: number | null;
  here: number;
  lies: string | null;
}

/** Of other drawers the centre knows more than what we put there ourselves, as soon as it told us anything of them. */
const untold = `NOT EXISTS (SELECT 1 FROM known_balances AS known
  WHERE known.holder = own.holder AND known.unit = own.unit AND known.drawer = own.drawer AND known.lot = own.lot)`;

const voucherColumns =
  'voucher_id AS voucherId, unit, amount, lot, label, wallet_id AS walletId, use_lot AS useLot';

/** That the refund of the sale for which a voucher was used made it good again, here or elsewhere. */
const cameBack = (['voucher_uses', 'known_voucher_uses'] as const)
  .map(
    (table) =>
      `EXISTS (SELECT 1 FROM ${table} AS back
         WHERE back.voucher_id = used.voucher_id AND back.sale_id = used.sale_id AND back.restored_at IS NOT NULL)`,
  )
  .join(' OR ');

/** When a voucher was used by what a table says; nothing when each of its uses came back. No clock is asked which was later. */
const usedBy = (table: 'voucher_uses' | 'known_voucher_uses', id = '@id'): string =>
  `(SELECT max(used_at) FROM ${table} AS used WHERE voucher_id = ${id} AND NOT (${cameBack}))`;

/**
 * Answers what a decision asks, with statements prepared once: from this till's own read tables, and from what the centre told of
 * the others. Of a drawer only its owner's log is believed, so what lies in ours is never taken from what we were told.
 */
export function createLookUp(db: Db, writer: string): Omit<StoreLookUp, 'sameContact'> {
  const card = db.prepare(
    `SELECT max(wallet_id) AS walletId, max(tail) AS tail, max(blocked_at) AS blockedAt, max(unblocked_at) AS unblockedAt, count(*) AS found FROM (
       SELECT wallet_id, tail, blocked_at, unblocked_at FROM cards WHERE card_id = @id
       UNION ALL SELECT wallet_id, tail, blocked_at, unblocked_at FROM known_cards WHERE card_id = @id)`,
  );
  const voucher = db.prepare<{ id: string; holder: string; writer: string }, VoucherRow>(
    `SELECT ${voucherColumns}, drawer AS issuer,
       ${usedBy('voucher_uses')} AS redeemedHere,
       ${usedBy('known_voucher_uses')} AS redeemedElsewhere,
       (SELECT max(voided_at) FROM (SELECT voided_at FROM vouchers WHERE voucher_id = @id
         UNION ALL SELECT voided_at FROM known_vouchers WHERE voucher_id = @id)) AS voided,
       (SELECT coalesce(sum(amount), 0) FROM balances WHERE holder = @holder AND drawer = @writer) AS here,
       coalesce((SELECT drawer FROM known_balances WHERE holder = @holder AND drawer NOT IN (@writer, 'transit:' || @writer) AND amount > 0),
         (SELECT drawer FROM balances AS own WHERE holder = @holder AND drawer <> @writer AND amount > 0 AND ${untold})) AS lies
     FROM (SELECT * FROM vouchers WHERE voucher_id = @id AND unit IS NOT NULL
       UNION ALL SELECT * FROM known_vouchers WHERE voucher_id = @id AND unit IS NOT NULL) LIMIT 1`,
  );
  const lots = db.prepare(
    `SELECT unit, drawer, lot, amount FROM balances WHERE holder = @id AND drawer = @writer AND amount <> 0
     UNION ALL SELECT unit, drawer, lot, amount FROM known_balances
       WHERE holder = @id AND drawer NOT IN (@writer, 'transit:' || @writer) AND amount <> 0
     UNION ALL SELECT unit, drawer, lot, amount FROM balances AS own
       WHERE holder = @id AND drawer <> @writer AND amount > 0 AND ${untold}`,
  );
  // Granted to us before the story told of it: we know what it is worth, and not what it looks like. Gone from here again and not
  // redeemed, it is one of which we know nothing.
  const unseenVoucher = db.prepare<{ id: string; holder: string; writer: string }, KnownVoucher>(
    `SELECT * FROM (SELECT @id AS voucherId, unit, amount, lot, '' AS label, drawer,
       ${usedBy('voucher_uses')} AS redeemedAtMs
     FROM balances WHERE holder = @holder AND drawer = @writer ORDER BY amount DESC LIMIT 1)
     WHERE amount > 0 OR redeemedAtMs IS NOT NULL`,
  );
  const giftCard = db.prepare<{ id: string }, { tail: string | null; issuedAs: string | null }>(
    `SELECT max(tail) AS tail, min(issued_as) AS issuedAs FROM (
       SELECT tail, issued_as FROM gift_cards WHERE gift_card_id = @id
       UNION ALL SELECT tail, issued_as FROM known_gift_cards WHERE gift_card_id = @id)`,
  );
  const ending = db.prepare<[string, string], GiftCardByTail>(
    `SELECT gift_card_id AS giftCardId, tail, max(last_loaded_day) AS loadedDay FROM (
       SELECT gift_card_id, tail, last_loaded_day FROM gift_cards WHERE tail = ?
       UNION ALL SELECT gift_card_id, tail, last_loaded_day FROM known_gift_cards WHERE tail = ?)
     GROUP BY gift_card_id ORDER BY loadedDay DESC, giftCardId LIMIT 20`,
  );
  const replacedBy = db
    .prepare<{ id: string }, string | null>(
      `SELECT max(replaced_by) FROM (SELECT replaced_by FROM gift_cards WHERE gift_card_id = @id
         UNION ALL SELECT replaced_by FROM known_gift_cards WHERE gift_card_id = @id)`,
    )
    .pluck();
  const ownLots = db.prepare<[string, string, string], Part>(
    'SELECT lot, amount FROM balances WHERE holder = ? AND unit = ? AND drawer = ? AND amount > 0',
  );
  const risk = db.prepare<{ day: string; holder: string }, { holderMinor: number; tillMinor: number }>(
    `SELECT coalesce(sum(worth_minor) FILTER (WHERE holder = @holder), 0) AS holderMinor, coalesce(sum(worth_minor), 0)
       + (SELECT coalesce(sum(amount), 0) FROM reversals WHERE provisional = 1 AND reversals.day = @day) AS tillMinor
     FROM risks WHERE day = @day`,
  );
  // Our own part is in the centre's story once it heard of it, so whoever counted more is believed.
  const campaign = db.prepare<{ id: string }, { opened: number; used: number }>(
    `SELECT coalesce(max(opened), 0) AS opened, coalesce(max(used), 0) AS used FROM (
       SELECT opened, used FROM campaigns WHERE campaign_id = @id
       UNION ALL SELECT opened, used FROM known_campaigns WHERE campaign_id = @id)`,
  );
  const lastGrant = db
    .prepare<[number], number>(
      'SELECT coalesce(max(number), 0) FROM grants WHERE generation = ? AND accepted_at IS NOT NULL',
    )
    .pluck();
  const latest = db.prepare(
    `SELECT program_id AS programId, type, max(revision) AS revision, setup, ended FROM (
       SELECT program_id, type, revision, setup, ended FROM programs
       UNION ALL SELECT program_id, type, revision, setup, ended FROM known_programs)
     GROUP BY program_id ORDER BY program_id`,
  );
  const tills = db.prepare(
    `SELECT writer, name, public_key AS publicKey FROM tills
     UNION SELECT writer, name, public_key FROM known_tills ORDER BY writer`,
  );
  const newest = db.prepare(
    `SELECT ${voucherColumns}, drawer, ${usedBy('voucher_uses', 'vouchers.voucher_id')} AS redeemedAtMs, token FROM vouchers WHERE unit IS NOT NULL ORDER BY issued_at DESC, voucher_id LIMIT ?`,
  );
  const visits = db
    .prepare(
      `SELECT sum(visits) FROM (SELECT max(visits) AS visits FROM (
         SELECT month, visits FROM activity WHERE wallet_id = @id
         UNION ALL SELECT month, visits FROM known_activity WHERE wallet_id = @id)
       GROUP BY month)`,
    )
    .pluck();
  const sale = db.prepare<[string], number>('SELECT seq FROM sales WHERE sale_id = ?').pluck();
  const latestRules = db.prepare<[], ShopRule>(
    `SELECT setting, max(revision) AS revision, value FROM (
       SELECT setting, revision, value FROM settings UNION ALL SELECT setting, revision, value FROM known_settings)
     GROUP BY setting ORDER BY setting`,
  );
  let rules: readonly ShopRule[] | undefined;
  let configured: ConfiguredProgram[] | undefined;
  const setUps = (): SetUpProgram[] =>
    (latest.all() as (Omit<SetUpProgram, 'ended'> & { ended: number })[]).map((row) => ({
      ...row,
      ended: row.ended === 1,
    }));
  const readPrograms = (): ConfiguredProgram[] =>
    setUps().flatMap((row) => (row.ended ? [] : (configure(row) ?? [])));
  const heldBy = (holder: string): HeldLot[] => lots.all({ id: holder, writer }) as HeldLot[];
  const back = createReversalLookUp(db, writer, heldBy);
  const facts = createMemberLookUp(db, back.walletsOf);
  return {
    card(cardId) {
      const row = card.get({ id: cardId }) as CardRow;
      if (row.found === 0) return undefined;
      const blocked = row.blockedAt !== null && row.blockedAt >= (row.unblockedAt ?? '');
      const walletId = row.walletId && back.mainOf(row.walletId);
      return { walletId, tail: row.tail ?? '', blocked };
    },
    voucher(voucherId) {
      const asked = { id: voucherId, holder: voucherHolder(voucherId), writer };
      const row = voucher.get(asked);
      return row ? knownVoucher(row, writer) : unseenVoucher.get(asked);
    },
    giftCard(giftCardId) {
      const { tail = null, issuedAs = null } = giftCard.get({ id: giftCardId }) ?? {};
      return {
        tail,
        vat: issuedAs === null ? null : vatIn(issuedAs),
        lots: heldBy(giftCardHolder(giftCardId)),
      };
    },
    giftCardsEnding: (tail) => ending.all(tail, tail),
    giftCardNow(giftCardId) {
      return lastCard(giftCardId, (id) => replacedBy.get({ id }));
    },
    drawerLots: (holder, unit) => ownLots.all(holder, unit, writer),
    campaign: (campaignId) => campaign.get({ id: campaignId }) ?? { opened: 0, used: 0 },
    riskTaken: (day, holder) => risk.get({ day, holder }) ?? { holderMinor: 0, tillMinor: 0 },
    lastGrant: (generation) => lastGrant.get(generation) ?? 0,
    heldBy,
    ...back,
    ...facts,
    ...createReferralLookUp(db, back),
    ...createSessionLookUp(db, writer),
    ...createClaimLookUp(db, back.walletsOf),
    ...createGivenLookUp(db, back.walletsOf),
    programs: () => (configured ??= readPrograms()),
    setUps,
    shopRules: () => (rules ??= latestRules.all()),
    programsChanged() {
      back.mergesChanged();
      configured = undefined;
      rules = undefined;
    },
    tills: () => tills.all() as KnownTill[],
    latestVouchers: (limit) => newest.all(limit) as ReturnType<StoreLookUp['latestVouchers']>,
    visitsOf: (walletId) => (visits.get({ id: walletId }) as number | null) ?? 0,
    placeOfSale: (saleId) => sale.get(saleId),
  };
}

/**
 * Whether a voucher is good, and where. Its value tells: lying here it is good here, whatever was said of it before. When it lies
 * nowhere that we heard of, whoever issued it has it; or, if that was us, the centre, to whom we gave it.
 */
function knownVoucher(row: VoucherRow, writer: string): KnownVoucher {
  const { issuer, redeemedHere, redeemedElsewhere, here, lies, voided, ...voucher } = row;
  if (here > 0) return { ...voucher, drawer: writer, redeemedAtMs: null };
  const drawer = lies ?? (issuer === writer ? centre : issuer);
  const redeemedAtMs = redeemedHere ?? (lies === null ? redeemedElsewhere : null);
  return { ...voucher, drawer, redeemedAtMs, voidedAtMs: lies === null ? voided : null };
}
