import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import type { Chance } from './seeded.ts';

/** What a till told us before it died, over all its lives. */
export interface Told {
  /** Sale ids by number, exactly as the counter confirmed them. */
  confirmed: Map<number, string>;
  /** Anything that should not have been said. */
  complaints: string[];
  lives: number;
}

/**
 * Lets a till sell `sales` times and kills it with SIGKILL at random moments, starting it again each time from the last sale
 * that was confirmed, so that the one in between is asked for twice. The last life ends by itself.
 */
export async function sellAndKill(
  folder: string,
  sales: number,
  kills: number,
  centre: string,
  chance: Chance,
): Promise<Told> {
  const told: Told = { confirmed: new Map(), complaints: [], lives: 0 };
  for (;;) {
    const from = Math.max(1, told.confirmed.size);
    const child = start(folder, from, sales, centre);
    const ended = once(child, 'exit');
    told.lives += 1;
    let left =
      told.lives <= kills ? chance.int(1, Math.ceil((1.2 * sales) / kills)) : Number.POSITIVE_INFINITY;
    for await (const text of createInterface({ input: child.stdout })) {
      hear(text, told);
      if (text.startsWith('confirmed')) left -= 1;
      // Somewhere in the work after this sale or during the next, as chance has it.
      if (left === 0) setTimeout(() => child.kill('SIGKILL'), chance.int(0, 12));
    }
    const [code] = await ended;
    if (code === 0) return told;
    if (code !== null) told.complaints.push(`ended by itself with ${code}`);
    if (told.lives > kills + 20) throw new Error(told.complaints.join('\n'));
  }
}

function start(
  folder: string,
  from: number,
  to: number,
  centre: string,
): ChildProcessByStdio<null, Readable, null> {
  const seller = path.resolve(import.meta.dirname, 'seller.ts');
  return spawn(process.execPath, [seller, folder, String(from), String(to), centre], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function hear(text: string, told: Told): void {
  const [word, number, saleId = ''] = text.split(' ');
  if (word !== 'confirmed') {
    if (word !== 'open' && word !== 'done') told.complaints.push(text);
    return;
  }
  const before = told.confirmed.get(Number(number));
  if (before !== undefined && before !== saleId)
    told.complaints.push(`sale ${number} was sold as ${before} and as ${saleId}`);
  told.confirmed.set(Number(number), saleId);
}
