import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { createInterface } from 'node:readline';
import { isoDep, ntag, type VirtualChip } from './virtual-chip.ts';

// A card for vsmartcard's virtual reader, run inside the network that only the two share. What lies on the reader is said on the standard
// input, one line each: nothing, or a chip.

/** What the test puts on the reader. */
export interface PcscCardOrder {
  kind: 'none' | 'ntag' | 'iso-dep' | 'contact';
  uid?: readonly number[];
  message?: readonly number[];
  /** Taken away before this question, counted from 0. */
  gone?: number;
}

const storageAtr = [
  0x3b, 0x8f, 0x80, 0x01, 0x80, 0x4f, 0x0c, 0xa0, 0, 0, 0x03, 0x06, 0x03, 0, 0x03, 0, 0, 0, 0, 0x68,
];
const isoAtr = [0x3b, 0x81, 0x80, 0x01, 0x80, 0x80];
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
      const card = cardOf(mine);
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

function cardOf({ kind, uid = [], message }: PcscCardOrder): {
  atr: readonly number[];
  answer: (apdu: readonly number[]) => readonly number[];
} {
  const chip: VirtualChip = kind === 'ntag' ? ntag(uid, message) : isoDep(uid, message);
  return {
    atr: kind === 'ntag' ? storageAtr : isoAtr,
    answer(apdu) {
      const [classByte, instruction, , page = 0] = apdu;
      if (classByte === 0xff && instruction === 0xca)
        return kind === 'contact' ? [0x6a, 0x81] : [...uid, 0x90, 0x00];
      if (classByte === 0xff && instruction === 0xb0 && kind === 'ntag')
        return [...(chip.answer([0x30, page]) ?? []), 0x90, 0x00];
      return (kind === 'iso-dep' && chip.answer(apdu)) || [0x6d, 0x00];
    },
  };
}

const places = ports.map(place);
createInterface({ input: process.stdin }).on('line', (said) => {
  const { at, order } = JSON.parse(said) as { at: number; order: PcscCardOrder };
  places[at]?.(order);
});
