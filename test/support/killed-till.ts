import type { Chance } from './seeded.ts';
import { startSeller, toldNothing, type Told } from './seller-process.ts';

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
  const told = toldNothing();
  for (;;) {
    let left =
      told.lives < kills ? chance.int(1, Math.ceil((1.2 * sales) / kills)) : Number.POSITIVE_INFINITY;
    const from = Math.max(1, told.confirmed.size);
    const seller = startSeller({ folder, from, to: sales, centre }, told, (word) => {
      if (word === 'confirmed') left -= 1;
      // Somewhere in the work after this sale or during the next, as chance has it.
      if (left === 0 && word === 'confirmed') setTimeout(() => seller.signal('SIGKILL'), chance.int(0, 12));
    });
    const code = await seller.ended;
    if (code === 0) return told;
    if (code !== null)
      told.complaints.push(`ended by itself with ${code}: ${seller.grumbles.join(' ').slice(-400)}`);
    if (told.lives > kills + 20) throw new Error(told.complaints.join('\n'));
  }
}
