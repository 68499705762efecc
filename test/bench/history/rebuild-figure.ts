import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { nodeMachine } from '#electron/platform/machine.ts';
import { openStore } from '#electron/store/store.ts';
import type { Figure } from '../figures.ts';

/** Fills all read tables of a copy from the log, and listens how often it is told how far that is. */
export function rebuildFigure(folder: string): Figure {
  const copy = `${folder}-rebuilt`;
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy);
  const file = path.join(copy, 'till.db');
  copyFileSync(path.join(folder, 'till.db'), file);
  const store = openStore(file, nodeMachine);
  try {
    const began = performance.now();
    let [last, longestMs, heard, end] = [began, 0, 0, { done: 0, total: -1 }];
    store.rebuild((done, total) => {
      const now = performance.now();
      longestMs = Math.max(longestMs, now - last);
      [last, heard, end] = [now, heard + 1, { done, total }];
      if (heard % 1_000 === 0) console.log(`  rebuilding: ${done} of ${total} after ${seconds(now - began)}`);
    });
    const tookMs = performance.now() - began;
    const rate = Math.round((1000 * end.done) / tookMs);
    return {
      what: 'all read tables filled again from the log',
      measured: `${seconds(tookMs)}, ${rate} events/s, told at least every ${seconds(longestMs)}, ${seconds(began + tookMs - last)} after the last word`,
      goal: 'told how far',
      kept: end.done === end.total && longestMs < tookMs / 10,
    };
  } finally {
    store.close();
    rmSync(copy, { recursive: true });
  }
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
