import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '#shared/base/assert.ts';
import { startRelay } from './printer-relay.ts';
import type { FromRelay, RelayTask, ToRelay } from './printer-relay-messages.ts';

/** So much may wait for a busy till; a register that prints more meanwhile prints, and is not read. */
const waitingBytes = 1 << 20;

assert(parentPort, 'a relay worker is started as a worker');
const till = parentPort;
let waiting = 0;
let missing = false;

const tell = (message: FromRelay, moved: ArrayBuffer[] = []): void => till.postMessage(message, moved);
const relay = startRelay({
  ...(workerData as RelayTask),
  overheard(heard) {
    if (waiting + heard.length > waitingBytes) {
      if (!missing) tell({ tells: 'missed' });
      missing = true;
      return;
    }
    missing = false;
    waiting += heard.length;
    // A copy: the bytes themselves are still on their way to the printer.
    const bytes = Uint8Array.from(heard);
    tell({ tells: 'overheard', bytes }, [bytes.buffer]);
  },
  began: () => tell({ tells: 'began' }),
  asks: (askId, { feeds }) => tell({ tells: 'asks', askId, feeds }),
  settled: (askId, outcome) => tell({ tells: 'settled', askId, outcome }),
  hungUp: () => tell({ tells: 'hung-up' }),
  changed: (state) => tell({ tells: 'became', state, port: relay.port() }),
});

till.on('message', (message: ToRelay) => {
  if (message === 'close') void relay.close().then(() => till.close());
  else if ('heard' in message) waiting -= message.heard;
  else if ('append' in message) relay.append(message.append);
  else relay.answer(message.answers, message.block);
});
