import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '#shared/base/canonical-json.ts';
import type { Day } from '#shared/base/business-time.ts';
import { emptyHead, link, type Head } from '#shared/ledger/chain.ts';
import { hashedText, type Envelope } from '#shared/ledger/envelope.ts';
import type { Fact } from '#shared/ledger/events.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A till that only writes its log: what a centre gets to see of one. */
export interface TillPen {
  writer: string;
  /** Everything written so far. */
  log: Envelope[];
  write(...facts: Fact[]): Envelope[];
  /** Its business day from now on. */
  onDay(day: Day): void;
  /** Writes something whose kind or body need not be one we know, with its chain intact. */
  scrawl(type: string, body: Json, version?: number): Envelope;
}

/** A pen for `writer`, at a clock that ticks a millisecond with each use. Goes on from `log` if one is given. */
export function tillPen(writer: string, log: readonly Envelope[] = []): TillPen {
  const written = [...log];
  let now = 1_795_000_000_000 + written.length;
  let day = '2026-11-22';
  const head = (): Head => {
    const last = written.at(-1);
    return last ? { ...last } : emptyHead(writer);
  };
  const keep = (envelopes: Envelope[]): Envelope[] => {
    written.push(...envelopes);
    return envelopes;
  };
  return {
    writer,
    log: written,
    write: (...facts) => keep(link(facts, head(), { atMs: now++, day }, sha256)),
    onDay(another) {
      day = another;
    },
    scrawl(type, body, version = 1) {
      const { seq, hash, epoch } = head();
      const at = now++;
      const hlc = `${at.toString(16).padStart(12, '0')}-0000`;
      const bare = {
        writer,
        epoch,
        seq: seq + 1,
        hlc,
        at,
        day,
        type,
        version,
        body: canonicalJson(body),
        prev: hash,
      };
      const envelope = { ...bare, hash: sha256(hashedText(bare)) };
      keep([envelope]);
      return envelope;
    },
  };
}

/** The wallet of a member by number. */
export const walletOf = (number: number): string => sha256(`wallet ${number}`).slice(0, 32);

/** A till's first fact. */
export const opened = (name: string, shop = 'Café Aurora'): Fact => ({
  type: 'TillOpened',
  body: { shop, name, publicKey: sha256(name), currency: 'EUR', zone: 'Europe/Rome' },
});

/** A sale to a member, and the points for it. */
export function sale(pen: TillPen, member: number, minor: number): Fact[] {
  const walletId = walletOf(member);
  const saleId = `${pen.writer}-${pen.log.length}`;
  const points = Math.trunc(minor / 100);
  return [
    {
      type: 'SaleRecorded',
      body: { saleId, walletId, total: { minor, currency: 'EUR' }, paidWithVouchersMinor: 0, items: [] },
    },
    {
      type: 'ValueAwarded',
      body: {
        walletId,
        unit: 'points:points',
        // The member's home till, not the one that sells: so that tills meet in the same rows.
        drawer: 'till-home',
        lot: '2026-11-22/-',
        amount: Math.max(points, 1),
        saleId,
        programId: 'points',
        revision: 1,
        reason: { code: 'POINTS_PER_UNIT', params: { points, perUnit: 1, baseMinor: minor } },
      },
    },
  ];
}

/** A member joining with a card. */
export function joined(member: number): Fact[] {
  const walletId = walletOf(member);
  return [
    { type: 'MemberEnrolled', body: { walletId } },
    {
      type: 'CardAttached',
      body: {
        cardId: sha256(`card ${member}`),
        walletId,
        tail: String(member).padStart(4, '0').slice(-4),
        format: 'member-card',
      },
    },
  ];
}

/** Points for a member, put into a drawer. */
export const awarded = (member: number, amount: number, drawer: string, lot = '2026-11-22/-'): Fact => ({
  type: 'ValueAwarded',
  body: {
    walletId: walletOf(member),
    unit: 'points:points',
    drawer,
    lot,
    amount,
    saleId: null,
    programId: 'points',
    revision: 1,
    reason: { code: 'POINTS_PER_UNIT', params: { points: amount, perUnit: 1, baseMinor: amount * 100 } },
  },
});
