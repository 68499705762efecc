import { temporaryFolder } from '#test/support/a-till.ts';
import type { Contender, OpenContender, Shop } from './contender.ts';

/** A contender's place at the bench: its open ledger and how long each of its sales took, or why it does not take part. */
export interface Seat {
  name: string;
  ledger?: OpenContender;
  samplesMs: number[];
  /** In the words in which it was told. */
  fault?: string;
  close(): Promise<void>;
}

/** Opens an empty ledger for each, in a folder of its own. `absent` may say why one is not even tried. */
export async function openSeats(
  contenders: readonly Contender[],
  shop: Shop,
  absent: (contender: Contender) => string | undefined,
): Promise<Seat[]> {
  const seats: Seat[] = [];
  for (const contender of contenders) {
    const { dir, remove } = temporaryFolder();
    const seat: Seat = {
      name: contender.name,
      samplesMs: [],
      async close() {
        await this.ledger?.close();
        remove();
      },
    };
    seats.push(seat);
    const why = absent(contender);
    try {
      if (why === undefined) seat.ledger = await contender.open(dir, shop);
      else seat.fault = why;
    } catch (error) {
      seat.fault = reasonOf(error);
    }
  }
  return seats;
}

/** The first line of what went wrong. */
export const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0]?.slice(0, 120) ?? '';
