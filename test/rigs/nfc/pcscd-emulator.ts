import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from '#test/support/a-till.ts';
import { onReader, type PcscCardOrder } from './pcsc-chip.ts';

/**
 * A smart-card service of our own, for what the real one's virtual reader cannot do: be as fast as it is asked, lose a reader while it
 * runs, or keep a card for somebody else. It speaks as winscard_msg.h of pcsc-lite 1.9 lays it out; the real service is the judge of that,
 * in the tests beside these.
 */
export interface PcscdEmulator {
  /** Where it listens. */
  path: string;
  /** Plugs a reader in, or in again. */
  plugIn(reader: string): void;
  /** Pulls it out, with whatever lies on it. */
  pullOut(reader: string): void;
  /** Lays a card on it in place of what lay there. */
  lay(reader: string, order: PcscCardOrder): void;
  /** From now on another program has the cards, or none has. */
  keepForOther(kept: boolean): void;
  /** After each card that was let go, this one comes; nothing when undefined. */
  next: (() => PcscCardOrder | undefined) | undefined;
  /** What happens before a card's question, counted from 0, is answered. */
  beforeQuestion: ((asked: number) => void) | undefined;
}

interface Reader {
  name: string;
  card: PcscCardOrder;
  events: number;
}

const commands = {
  establish: 0x01,
  connect: 0x04,
  disconnect: 0x06,
  transmit: 0x09,
  version: 0x11,
  wait: 0x13,
};
const [headBytes, nameBytes, readerBytes, mostReaders] = [8, 128, 184, 16];
const [present, empty] = [0x04, 0x02];
const [sharingViolation, removed, unknownReader] = [0x8010_000b, 0x8010_0069, 0x8010_0009];

/** Starts it. It goes with the test. */
export async function pcscdEmulator(): Promise<PcscdEmulator> {
  const folder = temporaryFolder();
  const listens = path.join(folder.dir, 'pcscd.comm');
  const readers: Reader[] = [];
  const waiting = new Set<Socket>();
  const sockets = new Set<Socket>();
  let keptForOther = false;
  const changed = (reader?: Reader): void => {
    if (reader) reader.events += 1;
    for (const socket of waiting) socket.write(words(0, 0));
    waiting.clear();
  };
  const put = (reader: Reader, card: PcscCardOrder): void => {
    reader.card = card;
    changed(reader);
  };
  const states = (): Buffer => {
    const all = Buffer.alloc(readerBytes * mostReaders);
    for (const [at, { name, card, events }] of readers.entries()) {
      const state = all.subarray(at * readerBytes);
      state.write(name);
      state.writeUInt32LE(events, nameBytes);
      state.writeUInt32LE(card.kind === 'none' ? empty : present, nameBytes + 4);
      const { atr } = onReader(card);
      state.set(card.kind === 'none' ? [] : atr, 140);
      state.writeUInt32LE(card.kind === 'none' ? 0 : atr.length, 176);
    }
    return all;
  };
  const line = (socket: Socket): void => {
    let pending = Buffer.alloc(0);
    let asked = 0;
    let connected: {
      reader: Reader;
      card: PcscCardOrder;
      answer(apdu: readonly number[]): readonly number[];
    };
    const answers: Record<number, (body: Buffer, behind: Buffer) => Buffer> = {
      [commands.version]: () => words(4, 4, 0),
      [commands.establish]: () => words(2, 7, 0),
      [commands.wait]: () => {
        waiting.add(socket);
        return states();
      },
      [commands.connect](body) {
        const name = body
          .subarray(4, 4 + nameBytes)
          .toString('utf8')
          .replace(/\0.*$/s, '');
        const reader = readers.find((one) => one.name === name);
        asked = 0;
        const answer = Buffer.from(body);
        answer.writeUInt32LE(11, 140);
        answer.writeUInt32LE(1, 144);
        if (reader && reader.card.kind !== 'none' && !keptForOther)
          connected = { reader, card: reader.card, answer: onReader(reader.card).answer };
        answer.writeUInt32LE(
          !reader
            ? unknownReader
            : reader.card.kind === 'none'
              ? removed
              : keptForOther
                ? sharingViolation
                : 0,
          148,
        );
        return answer;
      },
      [commands.transmit](body, apdu) {
        emulator.beforeQuestion?.(asked);
        asked += 1;
        const lies = readers.includes(connected.reader) && connected.reader.card === connected.card;
        const said = lies ? connected.answer([...apdu]) : [];
        const head = Buffer.from(body);
        head.writeUInt32LE(said.length, 24);
        head.writeUInt32LE(lies ? 0 : removed, 28);
        return Buffer.concat([head, Uint8Array.from(said)]);
      },
      [commands.disconnect]() {
        const following = emulator.next?.();
        if (following) {
          put(connected.reader, { kind: 'none' });
          // Told one after the other, as a hand that takes one away and lays down the next.
          setImmediate(() => put(connected.reader, following));
        }
        return words(11, 0, 0);
      },
    };
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => (sockets.delete(socket), waiting.delete(socket)));
    socket.on('data', (bytes) => {
      pending = Buffer.concat([pending, bytes]);
      for (;;) {
        if (pending.length < headBytes) return;
        const [length, command] = [pending.readUInt32LE(0), pending.readUInt32LE(4)];
        if (pending.length < headBytes + length) return;
        const body = pending.subarray(headBytes, headBytes + length);
        // A question to a card stands behind the body, and is not counted in its length.
        const behind = command === commands.transmit ? body.readUInt32LE(12) : 0;
        const all = headBytes + length + behind;
        if (pending.length < all) return;
        const answer = answers[command]?.(body, pending.subarray(all - behind, all));
        pending = pending.subarray(all);
        if (answer) socket.write(answer);
      }
    });
  };
  const server = createServer({ noDelay: true }, line).listen(listens);
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
    folder.remove();
  });
  const emulator: PcscdEmulator = {
    path: listens,
    plugIn(name) {
      readers.push({ name, card: { kind: 'none' }, events: 0 });
      changed();
    },
    pullOut(name) {
      readers.splice(
        readers.findIndex((one) => one.name === name),
        1,
      );
      changed();
    },
    lay(name, order) {
      const reader = readers.find((one) => one.name === name);
      if (!reader) throw new Error(`there is no reader ${name}`);
      put(reader, order);
    },
    keepForOther: (kept) => void (keptForOther = kept),
    next: undefined,
    beforeQuestion: undefined,
  };
  return emulator;
}

function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [at, value] of values.entries()) bytes.writeUInt32LE(value, at * 4);
  return bytes;
}
