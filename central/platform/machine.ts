import { createHash } from 'node:crypto';
import type { Machine } from '#shared/base/machine.ts';

/** This computer's clock and hash. */
export const centreMachine: Pick<Machine, 'now' | 'sha256'> = {
  now: () => Date.now(),
  sha256: (text) => createHash('sha256').update(text).digest('hex'),
};
