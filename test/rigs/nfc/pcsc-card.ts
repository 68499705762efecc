import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { createInterface } from 'node:readline';
import { onReader, type PcscCardOrder } from './pcsc-chip.ts';

// A card for vsmartcard's virtual reader, run inside the network that only the two share. What lies on the reader is said on the standard
// input, one line each: nothing, or a chip.

const ports = [35_963, 35_964];

/** One place in the reader: connects while a card lies there, and hangs up when it is taken away. */
function place(port: number): (order: PcscCardOrder) => void {
  let order: PcscCardOrder = { kind: 'none' };
  let line: Socket | undefined;
  let asked = 0;
  const takeAway = (): void => {
    line?.destroy();
    line = undefined;
  };
  const put = async (mine: PcscCardOrder): Promise<void> => {
    while (order === mine && mine.kind !== 'none') {
      const socket = connect(port, '127.0.0.1');
      socket.setNoDelay(true);
      const ended = new Promise<void>((resolve) => {
        socket.on('close', () => resolve());
        socket.on('error', () => undefined);
      });
      line = socket;
      const card = onReader(mine);
      let pending = Buffer.alloc(0);
      socket.on('data', (bytes: Buffer) => {
        pending = Buffer.concat([pending, bytes]);
        while (pending.length >= 2 && pending.length >= 2 + pending.readUInt16BE(0)) {
          const length = pending.readUInt16BE(0);
          const said = [...pending.subarray(2, 2 + length)];
          pending = pending.subarray(2 + length);
          const answer = length === 1 ? (said[0] === 4 ? card.atr : undefined) : card.answer(said);
          if (length > 1 && mine.gone === asked) {
            order = { kind: 'none' };
            takeAway();
            return;
          }
          if (length > 1) asked += 1;
          if (answer)
            socket.write(
              Buffer.concat([
                Uint8Array.of(answer.length >> 8, answer.length & 0xff),
                Uint8Array.from(answer),
              ]),
            );
        }
      });
      await ended;
      await pause(50);
    }
  };
  return (next) => {
    takeAway();
    asked = 0;
    order = next;
    void put(next);
  };
}

const places = ports.map(place);
createInterface({ input: process.stdin }).on('line', (said) => {
  const { at, order } = JSON.parse(said) as { at: number; order: PcscCardOrder };
  places[at]?.(order);
});
