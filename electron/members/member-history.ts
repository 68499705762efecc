import { z } from 'zod';
import type { HistoryLineView, HistoryPage, TraceLine } from '#shared/api/history.api.ts';
import { Trouble } from '#shared/base/trouble.ts';
import { factOf, type Envelope } from '#shared/ledger/envelope.ts';
import { givenByHand } from '#shared/ledger/given-by-hand.ts';
import { debtHolder } from '#shared/ledger/holder.ts';
import { walletHolder, type WalletId } from '#shared/members/wallet.ts';
import { tellableTrace } from '#shared/reports/history-trace.ts';
import { historyLine, type HistoryKind } from '#shared/reports/member-history.ts';
import { HistoryMark, newestFirst, type AskHistory, type ToldHistory } from '#shared/sync/protocol.ts';
import { tillName } from '#shared/visit/till-name.ts';
import type { Store } from '#electron/store/store.ts';
import { knownMember } from './known-member.ts';

/** The way to the centre, for as long as somebody waits for an answer. */
export interface AskForHistory {
  isOnline(): boolean;
  history(asked: AskHistory, signal: AbortSignal): Promise<ToldHistory>;
  sale(saleId: string, signal: AbortSignal): Promise<Envelope[]>;
  patience(): AbortSignal;
}

export interface HistoryDesk {
  store: Store;
  /** Whether this till has no centre: then everything happened here. */
  alone: boolean;
  ask: AskForHistory;
}

/** How much of each unit a member holds, debts counted. */
export type Held = Record<string, number>;

/** A page as it was read, and what the member held after its newest line: of the first page, what they hold now. */
export interface ReadHistory extends HistoryPage {
  held: Held;
}

/** Where a page goes on, and what the member held there. */
const From = z.object({ before: HistoryMark.nullable(), has: z.record(z.string(), z.int()) });
type From = z.infer<typeof From>;

/** A page is so many events looked at, again until there is a line to show, at most so many times. */
const pageOfEvents = 100;
const mostRounds = 20;

/** A page of what happened to a member; null for somebody we do not know. */
export async function readHistory(
  desk: HistoryDesk,
  walletId: WalletId,
  kind: HistoryKind | null,
  from: string,
): Promise<ReadHistory | null> {
  const { store } = desk;
  if (!knownMember(store, walletId)) return null;
  const wallets = walletsOf(walletId, store);
  const at: From = from === '' ? { before: null, has: heldNow(wallets, store) } : readFrom(from);
  const lines: HistoryLineView[] = [];
  let held = { ...at.has };
  let told: HistoryPage['told'] = desk.alone ? 'here' : 'everywhere';
  for (let round = 0; round < mostRounds; round += 1) {
    const page = await gatherPage(desk, wallets, at.before);
    if (page.offline) told = 'offline';
    if (at.before === null && page.held) {
      at.has = page.held;
      held = { ...page.held };
    }
    for (const envelope of page.envelopes) {
      const line = lineView(envelope, wallets, at.has, store);
      if (line && (kind === null || line.kind === kind)) lines.push(line);
    }
    const last = page.envelopes.at(-1);
    if (page.envelopes.length < pageOfEvents || !last) return { lines, older: null, told, held };
    at.before = { hlc: last.hlc, writer: last.writer, seq: last.seq };
    if (lines.length > 0) break;
  }
  return { lines, older: JSON.stringify(at), told, held };
}

/** The event of a line as the ledger has it, with all that belongs to the same sale. */
export async function traceOf(
  desk: HistoryDesk,
  { walletId, place, saleId }: { walletId: WalletId; place: HistoryMark; saleId: string | null },
): Promise<TraceLine[]> {
  const { store, ask } = desk;
  const own = ownEvents(store, place, saleId);
  const after = { ...place, seq: place.seq + 1 };
  const others = await orNothing(desk, async (signal) => {
    if (saleId !== null) return ask.sale(saleId, signal);
    const wallets = walletsOf(walletId, store);
    return (await ask.history({ wallets, before: after, limit: 1 }, signal)).envelopes;
  });
  const found = onceEach([...own, ...(others ?? [])]).reverse();
  return tellableTrace(found, walletsOf(walletId, store), saleId).map(
    ({ hlc, writer, seq, at, type, body, hash }) => ({
      place: { hlc, writer, seq },
      tillName: tillName(writer, store.look.tills()),
      atMs: at,
      type,
      body: JSON.stringify(JSON.parse(body), null, 2),
      hash,
    }),
  );
}

/** The wallets that are this member's, merged ones too; as many as are asked for at once. */
const walletsOf = (walletId: WalletId, { look }: Store): WalletId[] => look.walletsOf(walletId).slice(0, 20);

function heldNow(wallets: readonly WalletId[], { look }: Store): Held {
  const has: Held = {};
  for (const holder of wallets.flatMap((one) => [walletHolder(one), debtHolder(one)]))
    for (const { unit, amount } of look.heldBy(holder)) has[unit] = (has[unit] ?? 0) + amount;
  return has;
}

function readFrom(text: string): From {
  try {
    return From.parse(JSON.parse(text));
  } catch {
    return { before: null, has: {} };
  }
}

/** The events of a page, and at its beginning what the member holds: as the centre counts it, and what it did not hear of yet. */
async function gatherPage(desk: HistoryDesk, wallets: WalletId[], before: HistoryMark | null) {
  const own = desk.store.history.page(wallets, before, pageOfEvents);
  const asked = { wallets, before, limit: pageOfEvents };
  const told = await orNothing(desk, (signal) => desk.ask.history(asked, signal));
  const envelopes = onceEach([...own, ...(told?.envelopes ?? [])]).slice(0, pageOfEvents);
  return { envelopes, held: told && plusUnsent(told, envelopes, wallets), offline: !told && !desk.alone };
}

function plusUnsent({ envelopes, held }: ToldHistory, all: readonly Envelope[], wallets: WalletId[]): Held {
  const has: Held = { ...held };
  const heard = new Set(envelopes.map(({ hash }) => hash));
  const end = envelopes.at(-1);
  for (const envelope of all) {
    if (heard.has(envelope.hash) || (end && newestFirst(envelope, end) > 0)) continue;
    const fact = factOf(envelope);
    const line = fact && historyLine(fact, envelope, wallets);
    for (const { unit, amount } of line?.moved ?? []) has[unit] = (has[unit] ?? 0) + amount;
  }
  return has;
}

/** What the centre says; undefined when it is not there, or does not answer in time. */
async function orNothing<T>(
  { ask, store, alone }: HistoryDesk,
  question: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  if (alone || !ask.isOnline() || store.standing.state() !== 'sound') return undefined;
  return question(ask.patience()).catch((error: unknown) => {
    if (!(error instanceof Trouble)) throw error;
    return undefined;
  });
}

/** Ours may be at the centre already. */
function onceEach(envelopes: readonly Envelope[]): Envelope[] {
  const byPlace = new Map(envelopes.map((one) => [`${one.writer} ${one.seq}`, one]));
  return [...byPlace.values()].sort(newestFirst);
}

/** More facts than one sale brings about. */
const factsOfASale = 200;

function ownEvents(store: Store, { writer, seq }: HistoryMark, saleId: string | null): Envelope[] {
  if (saleId === null) return writer === store.writer ? store.ownAfter(seq - 1, 1) : [];
  const starts = [
    store.look.placeOfSale(saleId),
    ...store.look.reversalsOf(saleId).flatMap((one) => (one.writer === store.writer ? one.seq : [])),
  ];
  return starts.flatMap((start) =>
    start === undefined
      ? []
      : store.ownAfter(start - 1, factsOfASale).filter(({ body }) => body.includes(`"saleId":"${saleId}"`)),
  );
}

function lineView(
  envelope: Envelope,
  wallets: readonly WalletId[],
  has: Held,
  store: Store,
): HistoryLineView | undefined {
  const { hlc, writer, seq, at } = envelope;
  const fact = factOf(envelope);
  const line = fact && historyLine(fact, envelope, wallets);
  if (!line) return undefined;
  const { moved, voucherId, ...said } = line;
  const isVoided = line.what === 'VoucherVoided';
  const isByHand = byHand.has(fact.type) && (line.reason === null || line.reason.code === givenByHand);
  return {
    ...said,
    place: { hlc, writer, seq },
    atMs: at,
    tillName: tillName(writer, store.look.tills()),
    // Of what was taken back there is nothing to print, and what it was is told by the voucher.
    note: isVoided ? (store.look.voucher(voucherId ?? '')?.label ?? '') : line.note,
    jobId: voucherId === null || isVoided ? null : (store.jobs.firstOf(voucherId) ?? null),
    who: isByHand && writer === store.writer ? whoWas(seq, store) : null,
    moved: moved.map(({ unit, amount }) => {
      const after = has[unit] ?? 0;
      has[unit] = after - amount;
      return { unit, amount, after };
    }),
  };
}

/** What somebody did, and no sale brought about. */
const byHand: ReadonlySet<string> = new Set(['ValueAdjusted', 'VoucherIssued', 'VoucherVoided']);

function whoWas(seq: number, { look, staff }: Store): string | null {
  const staffId = look.whoAt(seq);
  return staffId === null ? null : (staff.all().find((one) => one.staffId === staffId)?.name ?? null);
}
