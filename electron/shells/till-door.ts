import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Trouble } from '#shared/base/trouble.ts';

/** What a running till tells a second start about itself. `url` opens a window on it; null when it showed its own. */
export interface Running {
  shell: 'electron' | 'browser';
  pid: number;
  url: string | null;
}

/** Where other starts find us: a socket only this user can reach, and a marker file in the data folder that leads to it. */
export interface Door {
  marker: string;
  answer(tell: (() => Running) | null): void;
  shut(): Promise<void>;
}

/** Opens a door of our own. The marker appears only when the socket listens, so a marker without a listener is a dead one's. */
export async function openDoor(dataDir: string): Promise<Door> {
  const callers = new Set<Socket>();
  const waiting = new Set<Socket>();
  let tell: (() => Running) | null = null;
  const reply = (socket: Socket): void => {
    if (!tell) return void waiting.add(socket);
    waiting.delete(socket);
    socket.end(JSON.stringify(tell()));
  };
  const server = createServer((socket) => {
    callers.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => callers.delete(socket) && waiting.delete(socket));
    socket.once('data', () => reply(socket));
  });
  const marker = await listenAndMark(server, dataDir);
  return {
    marker,
    answer(how) {
      tell = how;
      for (const socket of waiting) reply(socket);
    },
    async shut() {
      rmSync(marker, { force: true });
      for (const socket of callers) socket.destroy();
      await new Promise<void>((closed) => server.close(() => closed()));
    },
  };
}

/** Knocks at every marked door but `mine`, clears away those that nobody answers, and gives the first that is open. */
export async function findOpenDoor(dataDir: string, mine?: Door): Promise<Socket | undefined> {
  for (const folder of markerFolders(dataDir)) {
    for (const name of namesIn(folder).filter((one) => one.endsWith('.door'))) {
      const marker = path.join(folder, name);
      if (marker === mine?.marker) continue;
      const socket = await knock(marker);
      if (socket) return socket;
    }
  }
  return undefined;
}

/** Asks whoever opened. Undefined when they left without an answer; Trouble when they are there and say nothing. */
export async function ask(socket: Socket, timeoutMs = 15_000): Promise<Running | undefined> {
  if (socket.destroyed) return undefined;
  const answer = await new Promise<string>((resolve, reject) => {
    let text = '';
    socket.setEncoding('utf8');
    socket.setTimeout(timeoutMs, () => {
      socket.destroy();
      const words =
        'Tessera runs on this data already and does not answer. End that process, then start again.';
      reject(new Trouble('TILL_NOT_ANSWERING', words, 'later'));
    });
    socket.on('data', (part: string) => (text += part));
    socket.on('close', () => resolve(text));
    socket.write('?');
  });
  return answer ? (JSON.parse(answer) as Running) : undefined;
}

async function knock(marker: string): Promise<Socket | undefined> {
  const address = addressIn(marker);
  if (address === undefined) return undefined;
  const socket = createConnection(address);
  const failure = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    socket.once('connect', () => resolve(null));
    socket.once('error', resolve);
  });
  if (!failure) return socket.on('error', () => socket.destroy());
  // It was shut while we waited before it.
  if (failure.code === 'ECONNRESET') return undefined;
  if (failure.code !== 'ECONNREFUSED' && failure.code !== 'ENOENT') throw cannotAsk(failure);
  rmSync(marker, { force: true });
  if (process.platform !== 'win32') rmSync(address, { force: true });
  return undefined;
}

/** Undefined when the door was shut between our looking and our reading. */
function addressIn(marker: string): string | undefined {
  try {
    return readFileSync(marker, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw cannotAsk(error as Error);
  }
}

const cannotAsk = (cause: Error): Trouble =>
  new Trouble(
    'TILL_NOT_ANSWERING',
    `Another user may have started Tessera on this data; it cannot be asked (${cause.message}).`,
    'later',
    { cause },
  );

/**
 * Marks the data folder, or, when that may not be written or its name is too long for a socket, a folder of ours among the
 * temporary files that every start on the same data finds.
 */
async function listenAndMark(server: Server, dataDir: string): Promise<string> {
  let failure: unknown;
  for (const folder of markerFolders(dataDir)) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      if (isTrusted(folder)) return await listenAndMarkIn(folder, server);
    } catch (error) {
      failure = error;
    }
  }
  const words = `Tessera cannot write to ${dataDir}. Give it a folder it may write to, or make room on the disk.`;
  throw new Trouble('DATA_FOLDER', words, 'later', { cause: failure });
}

async function listenAndMarkIn(folder: string, server: Server): Promise<string> {
  const nonce = randomBytes(8).toString('hex');
  const marker = path.join(folder, `${nonce}.door`);
  const aside = `${marker}.new`;
  const address = addressOf(folder, nonce);
  writeFileSync(aside, address, { mode: 0o600 });
  try {
    await listen(server, address);
    renameSync(aside, marker);
  } finally {
    rmSync(aside, { force: true });
  }
  return marker;
}

const addressOf = (folder: string, nonce: string): string =>
  process.platform === 'win32' ? `\\\\.\\pipe\\tessera-${nonce}` : path.join(folder, `${nonce}.sock`);

async function listen(server: Server, address: string): Promise<void> {
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(address, () => {
      server.off('error', failed);
      listening();
    });
  });
  if (process.platform !== 'win32') chmodSync(address, 0o600);
}

function markerFolders(dataDir: string): string[] {
  const name = createHash('sha256').update(realpathOrSame(dataDir)).digest('hex').slice(0, 16);
  return [
    path.join(dataDir, 'run'),
    path.join(os.tmpdir(), `tessera-${process.getuid?.() ?? 'user'}-${name}`),
  ];
}

function realpathOrSame(place: string): string {
  try {
    return realpathSync(place);
  } catch {
    return path.resolve(place);
  }
}

function namesIn(folder: string): string[] {
  return isTrusted(folder) ? readdirSync(folder) : [];
}

/** Among the temporary files everybody may make folders: one that is not ours alone is not believed. */
function isTrusted(folder: string): boolean {
  const stat = statOf(folder);
  if (!stat?.isDirectory()) return false;
  if (process.getuid === undefined || path.basename(folder) === 'run') return true;
  return stat.uid === process.getuid() && (stat.mode & 0o077) === 0;
}

function statOf(place: string): Stats | undefined {
  try {
    return lstatSync(place);
  } catch {
    return undefined;
  }
}
