import { quantile, type Figure } from '../figures.ts';
import type { Seat } from './open-seats.ts';
import { plainSql, rawInsert } from './sqlite.contenders.ts';
import { tesseraSale, tesseraStore } from './tessera.contenders.ts';

/** A seat that sold to the end, and how often each of its sales waited for the disk, where that was counted. */
interface Result {
  name: string;
  samplesMs: readonly number[];
  p50: number;
  /** Durable and atomic: what a ledger needs. */
  sound: boolean;
  settings: string;
  syncs: number | undefined;
}

/** Counted by strace; nothing where it could not be counted. */
export type Syncs = ReadonlyMap<string, number>;

const head = ['sales/s', 'p50 ms', 'p99 ms', 'of raw', 'syncs', 'as it keeps a sale'];
const widths = [7, 7, 7, 6, 5, 0];
const line = (cells: readonly string[]) => cells.map((cell, at) => cell.padStart(widths[at] ?? 0)).join('  ');
const times = (value: number) => `${value.toFixed(2)}x`;

/** A line for each seat, as times of the raw insert, and what we promise of it. */
export function figuresOf(seats: readonly Seat[], syncs: Syncs): Figure[] {
  const results = seats.flatMap((seat) => resultOf(seat, syncs));
  const find = (name: string) => results.find((result) => result.name === name);
  const raw = find(rawInsert.name);
  return [
    { what: 'ledger: the same work, by turns', measured: line(head), goal: '' },
    ...seats.map(({ name, fault }): Figure => {
      const result = find(name);
      return {
        what: name,
        measured: result ? lineOf(result, raw) : `not measured: ${fault ?? 'it did not take part'}`,
        goal: '-',
      };
    }),
    ...promises(results, find(tesseraStore.name), find(tesseraSale.name), find(plainSql.name)),
  ];
}

function resultOf({ name, ledger, samplesMs, fault }: Seat, syncs: Syncs): Result[] {
  if (!ledger || fault !== undefined) return [];
  const counted = syncs.get(name);
  const { durable, atomic, settings } = ledger.durability;
  // A setting is a promise; what the kernel was asked is a fact.
  const sound = durable && atomic && (counted ?? 1) > 0.9;
  return [{ name, samplesMs, p50: quantile(samplesMs, 0.5), sound, settings, syncs: counted }];
}

function lineOf({ samplesMs, p50, settings, syncs }: Result, raw: Result | undefined): string {
  const perSecond = (1000 * samplesMs.length) / samplesMs.reduce((sum, took) => sum + took, 0);
  return line([
    perSecond.toFixed(0),
    p50.toFixed(3),
    quantile(samplesMs, 0.99).toFixed(3),
    raw ? times(p50 / raw.p50) : '-',
    syncs?.toFixed(2) ?? '-',
    settings,
  ]);
}

function promises(results: readonly Result[], store?: Result, sale?: Result, byHand?: Result): Figure[] {
  const figures: Figure[] = [];
  const ourNames = [rawInsert, plainSql, tesseraStore, tesseraSale].map(({ name }) => name);
  const [peer] = results
    .filter(({ name, sound }) => sound && !ourNames.includes(name))
    .sort((a, b) => a.p50 - b.p50);
  if (store && peer) {
    const what = 'our store beside the fastest durable, atomic peer, p50';
    const measured = `${times(store.p50 / peer.p50)} of ${peer.name}`;
    figures.push({ what, measured, goal: '<= 1x', kept: store.p50 <= peer.p50 });
  }
  if (sale && byHand) {
    const measured = `${times(sale.p50 / byHand.p50)} of ${byHand.name}`;
    figures.push({ what: 'our whole sale beside the small work by hand, p50', measured, goal: '-' });
  }
  if (sale?.syncs !== undefined) {
    const what = 'waits for the disk in a whole sale';
    figures.push({
      what,
      measured: sale.syncs.toFixed(2),
      goal: '0.9 to 1.1',
      kept: Math.abs(sale.syncs - 1) <= 0.1,
    });
  }
  return figures;
}
