import type { Envelope } from '#shared/ledger/envelope.ts';
import { saleHolder } from '#shared/ledger/holder.ts';
import type { LogPage, Want } from '#shared/sync/protocol.ts';
import type { MirroredLot } from '#shared/sync/recall.ts';
import { logOf, type CentreState } from './centre-state.ts';

/** No sale brings about more than this many facts. */
const mostOfOneSale = 200;

interface Place {
  writer: string;
  seq: number;
}

/** All that the ledger says of a sale, as `central/store/own-copy.ts` tells it. */
export function saleFacts(state: CentreState, saleId: string): LogPage {
  const reversals = [...(state.tables.get('reversals')?.values() ?? [])]
    .map(({ row }) => row)
    .filter((row) => row['sale_id'] === saleId);
  const starts: Place[] = [
    ...[placeOfSale(state, saleId) ?? []].flat(),
    ...reversals.flatMap((row) =>
      row['writer'] === null ? [] : [{ writer: String(row['writer']), seq: Number(row['seq']) }],
    ),
    ...reversals.flatMap((row) =>
      row['settled_seq'] === null ? [] : [{ writer: 'centre', seq: Number(row['settled_seq']) }],
    ),
  ];
  const found = new Map<string, Envelope>();
  for (const start of starts)
    for (const envelope of factsFrom(state, start, saleId))
      found.set(`${envelope.writer} ${envelope.seq}`, envelope);
  return { envelopes: [...found.values()], more: false };
}

/** Where a sale stands in its till's log; undefined while no till has told of it. */
export function placeOfSale(state: CentreState, saleId: string): Place | undefined {
  const row = state.tables.get('sales')?.get(JSON.stringify([saleId]))?.row;
  return row && { writer: String(row['writer']), seq: Number(row['seq']) };
}

/** What a till wrote from there on, as far as one sale goes at most. */
export const stretchFrom = (state: CentreState, { writer, seq }: Place): readonly Envelope[] =>
  logOf(state, writer).envelopes.slice(seq - 1, seq + mostOfOneSale);

function factsFrom(state: CentreState, start: Place, saleId: string): readonly Envelope[] {
  const envelopes = stretchFrom(state, start);
  const end = envelopes.findIndex((envelope) => !isAbout(envelope, saleId));
  return end < 0 ? envelopes : envelopes.slice(0, end);
}

function isAbout({ type, body: text }: Envelope, saleId: string): boolean {
  if (type === 'DebtRepaid') return true;
  const body: unknown = JSON.parse(text);
  return typeof body === 'object' && body !== null && 'saleId' in body && body.saleId === saleId;
}

/** Rights to refund that nobody opened yet, where the till that sold has them: whole. */
export function unopenedRefunds(state: CentreState, wants: readonly Want[]): MirroredLot[] {
  const balances = [...(state.tables.get('balances')?.values() ?? [])];
  return wants.flatMap(({ holder, unit, amount }): MirroredLot[] => {
    if (!holder.startsWith('sale:')) return [];
    const saleId = holder.slice('sale:'.length);
    const sold = placeOfSale(state, saleId);
    if (!sold || balances.some(({ row }) => row['holder'] === saleHolder(saleId))) return [];
    return [{ holder, unit, amount, drawer: sold.writer, lot: '1970-01-01/-' }];
  });
}
