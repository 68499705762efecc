import type { Chance } from '#test/support/seeded.ts';
import { chanceOf, happens } from '../world/chance-of.ts';
import type { Fault, FaultKind } from './fault.ts';
import { startMs } from './schedule-start.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;

/** In how many of a hundred schedules a kind of fault occurs, and how often at most. */
const likelihood: Record<FaultKind, readonly [percent: number, most: number]> = {
  offline: [80, 6],
  'centre-down': [25, 2],
  storm: [50, 2],
  'power-cut': [50, 5],
  'disk-full': [20, 2],
  'clock-jump': [25, 2],
  restored: [30, 2],
  cloned: [12, 1],
  'centre-restored': [20, 2],
  revoked: [8, 1],
  'slow-centre': [40, 2],
  excluded: [40, 1],
};

/** What goes wrong under a seed. Each kind has its own chance, so a new kind does not change the others. */
export function faultsOf(
  seed: number,
  tills: number,
  lengthMs: number,
  focus: readonly FaultKind[],
): Fault[] {
  const drawn = (Object.keys(likelihood) as FaultKind[]).flatMap((kind) => {
    const [percent, most] = likelihood[kind];
    const chance = chanceOf(seed, 'fault', kind);
    const sure = focus.includes(kind);
    if (!happens(chance, percent) && !sure) return [];
    const count = sure ? most : chance.int(1, most);
    return Array.from({ length: count }, (_, index) => {
      const moment = {
        till: chance.int(0, tills - 1),
        atMs: startMs + chance.int(minuteMs, lengthMs),
      };
      return {
        id: `${kind}-${index + 1}`,
        ...draw(kind, chance, moment),
      } as Fault;
    });
  });
  return aroundRestore(whileCutOff(oneDisaster(drawn, focus), focus));
}

/** A till that forgets: what it gave back, or took in, may stand nowhere any more once the centre forgets as well. */
export const forgetful: ReadonlySet<FaultKind> = new Set(['restored', 'cloned', 'revoked']);

/**
 * The centre and a till that lose what only they two knew are two disasters at once: value is then gone from every log, and no rule
 * can hold. Only a focus on both brings them together.
 */
function oneDisaster(faults: readonly Fault[], focus: readonly FaultKind[]): Fault[] {
  const [centre, till] = [focus.includes('centre-restored'), focus.some((kind) => forgetful.has(kind))];
  const both = faults.some(({ kind }) => kind === 'centre-restored') && !(centre && till);
  if (!both || !faults.some(({ kind }) => forgetful.has(kind))) return [...faults];
  return faults.filter(({ kind }) => (centre ? !forgetful.has(kind) : kind !== 'centre-restored'));
}

/** With a focus on both, a till is put back to where it stood when it was cut off, and nobody but its witness can tell it so. */
function whileCutOff(faults: readonly Fault[], focus: readonly FaultKind[]): Fault[] {
  if (!focus.includes('restored') || !focus.includes('offline')) return [...faults];
  const cuts = faults.flatMap((fault) => (fault.kind === 'offline' ? [fault] : []));
  return faults.map((fault, place): Fault => {
    const cut = cuts[place % cuts.length];
    if (fault.kind !== 'restored' || !cut) return fault;
    return { ...fault, till: cut.till, backupAtMs: cut.atMs, atMs: cut.atMs + Math.floor(cut.forMs / 2) };
  });
}

/** A till is given up after the centre was restored while it was out of reach; without a restore nobody waits for it. */
function aroundRestore(faults: readonly Fault[]): Fault[] {
  const restored = faults.find(({ kind }) => kind === 'centre-restored');
  return faults.flatMap((fault): Fault[] => {
    if (fault.kind !== 'excluded') return [fault];
    if (!restored) return [];
    const beforeMs = Math.min(fault.forMs, restored.atMs - startMs);
    return [{ ...fault, atMs: restored.atMs - beforeMs, forMs: 2 * beforeMs + fault.forMs }];
  });
}

type Moment = { till: number; atMs: number };

function draw(kind: FaultKind, chance: Chance, { till, atMs }: Moment): object {
  switch (kind) {
    case 'offline':
      return {
        kind,
        till,
        atMs,
        forMs: chance.int(10 * minuteMs, 20 * hourMs),
      };
    case 'centre-down':
      return { kind, atMs, forMs: chance.int(minuteMs, 4 * hourMs) };
    case 'storm':
      return {
        kind,
        atMs,
        forMs: chance.int(hourMs, 12 * hourMs),
        lossPercent: chance.int(0, 40),
        duplicatePercent: chance.int(0, 40),
        latePercent: chance.int(0, 5),
      };
    case 'power-cut':
      return {
        kind,
        till,
        atMs,
        statements: chance.int(0, 120),
        darkMs: chance.int(1_000, hourMs),
      };
    case 'excluded':
      return { kind, till, atMs, forMs: chance.int(hourMs, 8 * hourMs) };
    case 'disk-full':
      return { kind, till, atMs, forMs: chance.int(minuteMs, 2 * hourMs) };
    case 'clock-jump':
      return {
        kind,
        till,
        atMs,
        byMs: chance.pick([-1, 1]) * chance.int(1_000, 400 * 24 * hourMs),
      };
    case 'restored': {
      const witness = happens(chance, 70) ? 'stays' : 'goes';
      return {
        kind,
        till,
        atMs,
        witness,
        backupAtMs: startMs + chance.int(0, atMs - startMs),
      };
    }
    case 'centre-restored':
      return {
        kind,
        atMs,
        backupAtMs: startMs + chance.int(0, atMs - startMs),
      };
    case 'slow-centre':
      return { kind, atMs, forMs: chance.int(hourMs, 12 * hourMs) };
    case 'cloned':
    case 'revoked':
      return { kind, till, atMs };
    default:
      return kind satisfies never;
  }
}
