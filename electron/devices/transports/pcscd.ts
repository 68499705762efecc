import { connect, type Socket } from 'node:net';
import { ok, refuse, type Result } from '#shared/base/result.ts';

/** Where the smart-card service of Linux listens; PCSCLITE_CSOCK_NAME names another place, as for its own library. */
const servicePath = (): string => process.env['PCSCLITE_CSOCK_NAME'] ?? '/run/pcscd/pcscd.comm';

/** Why the service cannot be used: it does not run, this user may not, or it speaks otherwise than we do. */
export type PcscdTrouble = 'no-service' | 'denied' | 'unreachable';

/** A reader as the service sees it. */
export interface PcscReader {
  name: string;
  /** A card lies there and answers. */
  present: boolean;
  /** Rises when a card comes or goes. */
  events: number;
  /** How the card introduced itself. */
  atr: Uint8Array;
}

/** A card that was connected to. Questions are answered with undefined when it is gone. */
export interface PcscCard {
  send(apdu: Uint8Array): Promise<Uint8Array | undefined>;
  /** Lets go of it and leaves it as it is. */
  letGo(): Promise<void>;
}

/** One line to the service. Either it waits for news, or it is asked one thing at a time. */
export interface Pcscd {
  /** All readers, and from now on one word of news. Undefined when the line is gone. */
  readersAndNews(): Promise<readonly PcscReader[] | undefined>;
  /** When something about a reader changed; false when the line is gone. */
  news(): Promise<boolean>;
  connectTo(reader: string): Promise<Result<PcscCard, 'gone' | 'in-use'>>;
  close(): void;
}

const version = { major: 4, minor: 4 } as const;
const commands = {
  establishContext: 0x01,
  connect: 0x04,
  disconnect: 0x06,
  transmit: 0x09,
  version: 0x11,
  waitForChange: 0x13,
} as const;
const success = 0;
const sharingViolation = 0x8010_000b;
const scopeSystem = 2;
const shared = 2;
const anyProtocol = 3;
const leaveCard = 0;
const nameBytes = 128;
const readerBytes = 184;
const mostReaders = 16;
const cardPresent = 0x04;
/** A card that answers nothing for so long is not waited for. */
const answerMs = 5_000;

/** Opens a line to the service, or says why not. It speaks structures of C in the byte order of this machine, all ours are little-endian. */
export async function openPcscd(): Promise<Result<Pcscd, PcscdTrouble>> {
  const socket = await new Promise<Socket | PcscdTrouble>((resolve) => {
    const line = connect(servicePath());
    line.once('connect', () => resolve(line));
    line.on('error', ({ code }: NodeJS.ErrnoException) =>
      resolve(code === 'EACCES' ? 'denied' : 'no-service'),
    );
  });
  if (typeof socket === 'string') return refuse(socket);
  const line = lineOver(socket);
  const said = await line.ask(commands.version, words(version.major, version.minor, 0), 12);
  // A user whom the rules of the system shut out is hung up on.
  if (!said) return refuse('denied');
  const understood =
    said.readUInt32LE(0) === version.major &&
    said.readUInt32LE(4) >= version.minor &&
    said.readUInt32LE(8) === success;
  const context = understood && (await line.ask(commands.establishContext, words(scopeSystem, 0, 0), 12));
  if (!context || context.readUInt32LE(8) !== success) {
    line.close();
    return refuse('unreachable');
  }
  return ok(serviceOver(line, context.readUInt32LE(4)));
}

interface Line {
  /** What stands `behind` the body is not counted in its length. */
  ask(
    command: number,
    body: Uint8Array,
    answerBytes: number,
    behind?: Uint8Array,
  ): Promise<Buffer | undefined>;
  read(bytes: number, ms?: number): Promise<Buffer | undefined>;
  close(): void;
}

/** The longest answer that the service has, all its readers, several times over. Who says more unasked is not listened to. */
const mostPending = 16 << 10;

/** Exactly so many bytes at a time, and undefined for ever once the line is gone. */
function lineOver(socket: Socket): Line {
  let pending = Buffer.alloc(0);
  let gone = false;
  let wake = (): void => {};
  const end = (): void => {
    gone = true;
    wake();
  };
  socket.on('data', (bytes: Buffer) => {
    if (pending.length + bytes.length > mostPending) {
      pending = Buffer.alloc(0);
      gone = true;
      return void socket.destroy();
    }
    pending = Buffer.concat([pending, bytes]);
    wake();
  });
  socket.on('close', end);
  const read: Line['read'] = (bytes, ms) =>
    new Promise((resolve) => {
      const timer = ms === undefined ? undefined : setTimeout(() => socket.destroy(), ms);
      timer?.unref();
      wake = () => {
        if (!gone && pending.length < bytes) return;
        clearTimeout(timer);
        wake = () => {};
        const answer = pending.length < bytes ? undefined : pending.subarray(0, bytes);
        pending = pending.subarray(bytes);
        resolve(answer);
      };
      wake();
    });
  return {
    ask(command, body, answerBytes, behind = new Uint8Array()) {
      if (!gone) socket.write(Buffer.concat([words(body.length, command), body, behind]));
      return read(answerBytes, answerMs);
    },
    read,
    close: () => void socket.destroy(),
  };
}

function serviceOver(line: Line, context: number): Pcscd {
  return {
    async readersAndNews() {
      const states = await line.ask(commands.waitForChange, words(), readerBytes * mostReaders);
      return states && readersIn(states);
    },
    news: async () => (await line.read(8)) !== undefined,
    async connectTo(reader) {
      const name = Buffer.alloc(nameBytes);
      name.write(reader);
      const body = Buffer.concat([words(context), name, words(shared, anyProtocol, 0, 0, 0)]);
      const said = await line.ask(commands.connect, body, body.length);
      const result = said?.readUInt32LE(148);
      if (!said || result !== success) return refuse(result === sharingViolation ? 'in-use' : 'gone');
      return ok(cardOver(line, said.readUInt32LE(140), said.readUInt32LE(144)));
    },
    close: line.close,
  };
}

function cardOver(line: Line, card: number, protocol: number): PcscCard {
  const longestAnswer = 264;
  return {
    async send(apdu) {
      const head = words(card, protocol, 16, apdu.length, protocol, 16, longestAnswer, 0);
      const said = await line.ask(commands.transmit, head, head.length, apdu);
      if (!said || said.readUInt32LE(28) !== success) return undefined;
      const length = said.readUInt32LE(24);
      const answer = length > longestAnswer ? undefined : await line.read(length, answerMs);
      // Some readers say of a card that is going away that it answered nothing.
      return answer && answer.length >= 2 ? answer : undefined;
    },
    async letGo() {
      await line.ask(commands.disconnect, words(card, leaveCard, 0), 12);
    },
  };
}

/** Sixteen places of fixed size, most of them empty. */
function readersIn(states: Buffer): PcscReader[] {
  return Array.from({ length: mostReaders }, (_, at) =>
    states.subarray(at * readerBytes, (at + 1) * readerBytes),
  )
    .map((state) => ({
      name: state.subarray(0, state.indexOf(0)).toString('utf8'),
      events: state.readUInt32LE(nameBytes),
      present: (state.readUInt32LE(nameBytes + 4) & cardPresent) !== 0,
      atr: Uint8Array.from(state.subarray(140, 140 + Math.min(33, state.readUInt32LE(176)))),
    }))
    .filter(({ name }) => name !== '');
}

function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [at, value] of values.entries()) bytes.writeUInt32LE(value >>> 0, at * 4);
  return bytes;
}

/** The names of all readers that the service has now, by a line of their own. */
export async function listPcscReaders(): Promise<Result<readonly string[], PcscdTrouble>> {
  const line = await openPcscd();
  if (!line.ok) return line;
  const readers = await line.value.readersAndNews();
  line.value.close();
  return readers ? ok(readers.map(({ name }) => name)) : refuse('unreachable');
}
