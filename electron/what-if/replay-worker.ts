import { readlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '#shared/base/assert.ts';
import { Trouble } from '#shared/base/trouble.ts';
import { openLogReader } from '#electron/store/log-reader.ts';
import { planReplay, replayPart } from './replay-part.ts';
import type { FromWorker, ToWorker, WorkerTask } from './run-what-if.ts';

const port = parentPort;
assert(port, 'a replay runs in a thread of its own');
const { file, asked } = workerData as WorkerTask;
const tell = (message: FromWorker): void => port.postMessage(message);

/** Whatever else wants this computer goes first. Where threads have no priority of their own, a core is left free instead. */
function stepBack(): void {
  if (process.platform !== 'linux') return;
  try {
    os.setPriority(
      Number(path.basename(readlinkSync('/proc/thread-self'))),
      os.constants.priority.PRIORITY_LOW,
    );
  } catch {
    // No right to it, or no such folder: it goes on as it is.
  }
}

function answer(message: ToWorker): void {
  try {
    const reader = openLogReader(file);
    try {
      if (message.ask === 'plan') tell({ kind: 'planned', plan: planReplay(reader, asked) });
      else {
        const { plan, part } = message;
        const result = replayPart(reader, asked, plan, part, (sales) => tell({ kind: 'progress', sales }));
        tell({ kind: 'done', result, cpuMs: process.threadCpuUsage().user / 1_000 });
      }
    } finally {
      reader.close();
    }
  } catch (error) {
    const code = error instanceof Trouble ? error.code : 'INTERNAL';
    tell({ kind: 'trouble', code, text: error instanceof Error ? error.message : String(error) });
  }
}

stepBack();
port.on('message', (message: ToWorker) => answer(message));
