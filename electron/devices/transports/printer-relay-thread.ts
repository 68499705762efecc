import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { startRelay, type Relay, type RelayOptions } from './printer-relay.ts';
import type { FromRelay, RelayTask, ToRelay } from './printer-relay-messages.ts';

/** Beside this file, whatever it is called where it runs: a source, or built. */
const workerFile = new URL(`./printer-relay-worker${path.extname(import.meta.url)}`, import.meta.url);
const againMs = 1_000;
const closingMs = 2_000;

export interface RelayThreadOptions extends RelayOptions {
  /** The register printed more than could be listened to: what is heard has a hole here. */
  missed(): void;
  /** The thread ended by itself. Another one takes its place, or this one where none can be started. */
  failed(error: Error): void;
  worker?: URL;
}

/**
 * The relay in a thread of its own, so that a register never waits for a till that counts, writes or starts. Its copies come when
 * this thread has time. A thread that ends breaks its register's connection off, as a printer does that is switched off and on.
 */
export function startRelayThread(options: RelayThreadOptions): Relay {
  const task: RelayTask = {
    listen: options.listen,
    printer: options.printer,
    limits: options.limits ?? {},
    appending: options.appending ?? null,
  };
  let thread: Worker | undefined;
  let here: Relay | undefined;
  let port = 0;
  let closing = false;
  let again: NodeJS.Timeout | undefined;
  /** A register has the printer: what the thread heard of it and did not tell yet goes with the thread. */
  let busy = false;
  const asked = new Set<string>();

  const listen = (copy: Uint8Array): void => {
    try {
      options.overheard(copy);
    } catch {
      // Who listens has troubles of its own, and none of them is the register's.
    }
  };
  const start = (): void => {
    let stood = false;
    const worker = new Worker(options.worker ?? workerFile, { workerData: task, execArgv: [] });
    const tell = (message: ToRelay): void => worker.postMessage(message);
    thread = worker;
    worker.on('message', (message: FromRelay) => {
      if (closing) return;
      stood = true;
      switch (message.tells) {
        case 'became':
          port = message.port;
          return options.changed(message.state);
        case 'overheard':
          tell({ heard: message.bytes.length });
          return listen(message.bytes);
        case 'missed':
          return options.missed();
        case 'began':
          busy = true;
          return options.began?.();
        case 'hung-up':
          busy = false;
          return options.hungUp();
        case 'asks':
          asked.add(message.askId);
          return options.asks?.(message.askId, message);
        case 'settled':
          asked.delete(message.askId);
          return options.settled?.(message.askId, message.outcome);
      }
    });
    worker.on('error', (error) => options.failed(error instanceof Error ? error : new Error(String(error))));
    worker.once('exit', () => {
      thread = undefined;
      port = 0;
      for (const askId of asked) options.settled?.(askId, 'unknown');
      asked.clear();
      if (closing) return;
      if (busy) options.missed();
      busy = false;
      options.hungUp();
      // One that never stood would not the next time either: better a register that waits now and then than one that cannot print.
      if (stood) again = setTimeout(start, againMs);
      else here = startRelay({ ...options, appending: task.appending });
    });
  };
  start();
  return {
    port: () => here?.port() ?? port,
    answer(askId, block) {
      here?.answer(askId, block);
      thread?.postMessage({ answers: askId, block } satisfies ToRelay);
    },
    append(appending) {
      task.appending = appending;
      here?.append(appending);
      thread?.postMessage({ append: appending } satisfies ToRelay);
    },
    async close() {
      closing = true;
      clearTimeout(again);
      await Promise.all([here?.close(), thread && ended(thread)]);
    },
  };
}

/** Lets a thread close its connections and go; one that does not is made to. */
async function ended(worker: Worker): Promise<void> {
  const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const timer = setTimeout(() => void worker.terminate(), closingMs);
  worker.postMessage('close' satisfies ToRelay);
  await gone;
  clearTimeout(timer);
}
