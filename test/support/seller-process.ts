import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

interface StoredMark {
  seq: number;
  hash: string;
}

/** What a till told us before it died, over all its lives. */
export interface Told {
  writer: string;
  /** Sale ids by number, exactly as the counter confirmed them. */
  confirmed: Map<number, string>;
  /** How far the till heard its log acknowledged by the centre: number and hash of that event. */
  stored: StoredMark;
  /** Sales it confirmed when its machine should have been silent: they may be there or not. */
  doubtful: Set<string>;
  /** The last things it said, to take back what it said after a moment. */
  lately: { atNs: bigint; sale?: number; stored?: StoredMark }[];
  /** Anything that should not have been said. */
  complaints: string[];
  lives: number;
}

/** A till that has not said anything yet. */
export const toldNothing = (): Told => ({
  writer: '',
  confirmed: new Map(),
  stored: { seq: 0, hash: '' },
  doubtful: new Set(),
  lately: [],
  complaints: [],
  lives: 0,
});

/**
 * Takes back what a till told after this moment of `process.hrtime`: a machine whose power is gone says nothing more, a till whose
 * disk alone is gone does.
 */
export function takeBack(told: Told, sinceNs: bigint): void {
  const [before, since] = [true, false].map((early) =>
    told.lately.filter(({ atNs }) => atNs < sinceNs === early),
  );
  for (const { sale } of since ?? []) {
    if (sale === undefined) continue;
    told.doubtful.add(told.confirmed.get(sale) ?? '');
    told.confirmed.delete(sale);
  }
  if (since?.some(({ stored }) => stored)) {
    told.stored = before?.findLast(({ stored }) => stored)?.stored ?? { seq: 0, hash: '' };
  }
  told.lately = before ?? [];
}

/** How a seller is started; `preload` is a module that is loaded before the till's own. */
export interface SellerOrder {
  folder: string;
  from: number;
  to: number;
  centre: string;
  pauseMs?: number;
  preload?: string;
}

/** A till in a process of its own, that sells and tells. */
export interface SellerProcess {
  signal(name: NodeJS.Signals): void;
  /** The exit code, null when it was killed, once everything that it had said was heard. */
  ended: Promise<number | null>;
  /** What it wrote to the error stream, of which only the last lines are kept. */
  grumbles: string[];
}

/** Starts a seller and writes what it says into `told`; `heard` is called after each line, with its first word. */
export function startSeller(
  { folder, from, to, centre, pauseMs = 0, preload }: SellerOrder,
  told: Told,
  heard: (word: string) => void = () => {},
): SellerProcess {
  const seller = path.resolve(import.meta.dirname, 'seller.ts');
  const load = preload ? ['--import', preload] : [];
  const words = [folder, from, to, centre, pauseMs].map(String);
  const child = spawn(process.execPath, [...load, seller, ...words], { stdio: ['pipe', 'pipe', 'pipe'] });
  told.lives += 1;
  child.stdin.on('error', () => {});
  const grumbles: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    grumbles.push(line);
    grumbles.splice(0, grumbles.length - 12);
  });
  const lines = createInterface({ input: child.stdout }).on('line', (line) => heard(hear(line, told)));
  const silent = once(lines, 'close');
  const ended = once(child, 'exit').then(async ([code]) => {
    await silent;
    return code as number | null;
  });
  return { signal: (name) => void child.kill(name), ended, grumbles };
}

function hear(line: string, told: Told): string {
  const [word = '', first = '', second = '', moment = '0'] = line.split(' ');
  const atNs = BigInt(moment);
  if (told.lately.length > 1_000) told.lately.splice(0, 500);
  switch (word) {
    case 'open':
      if (told.writer && told.writer !== first) told.complaints.push(`${told.writer} came back as ${first}`);
      told.writer = first;
      break;
    case 'stored':
      if (Number(first) < told.stored.seq)
        told.complaints.push(`${told.writer}'s mark went back from ${told.stored.seq} to ${first}`);
      told.stored = { seq: Number(first), hash: second };
      told.lately.push({ atNs, stored: told.stored });
      break;
    case 'confirmed': {
      const before = told.confirmed.get(Number(first));
      if (before !== undefined && before !== second)
        told.complaints.push(`sale ${first} was sold as ${before} and as ${second}`);
      told.confirmed.set(Number(first), second);
      told.lately.push({ atNs, sale: Number(first) });
      break;
    }
    case 'done':
      break;
    default:
      told.complaints.push(line);
  }
  return word;
}
