import { Trouble } from '#shared/base/trouble.ts';
import { PowerCut } from '../world/disk.ts';
import type { TillBox, TillLife } from './till-box.ts';

const patience = 60;

/**
 * A cashier does something, and does not give up before the till has said what became of it: after a power cut it is asked for again.
 * Null when it never did. `wait` lets the world's time pass.
 */
export async function patiently<T>(
  box: TillBox,
  wait: (ms: number) => Promise<void>,
  work: (life: TillLife) => Promise<T>,
): Promise<T | null> {
  for (let attempt = 0; attempt < patience; attempt += 1) {
    if (!box.start()) {
      await wait(120_000);
      continue;
    }
    try {
      return await box.guard(work);
    } catch (error) {
      if (!(error instanceof Trouble || error instanceof PowerCut)) throw error;
      await wait(60_000);
    }
  }
  return null;
}
