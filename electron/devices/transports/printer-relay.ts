import { connect, createServer, type Socket } from 'node:net';
import type { TcpAddress } from './tcp.ts';

/** `taken`: another program listens there, or the address is not this computer's; it is tried again by itself. */
export type RelayState = 'starting' | 'ready' | 'taken' | 'unreachable';

export interface RelayOptions {
  /** Where the register prints to. */
  listen: TcpAddress;
  /** Where its bytes go. */
  printer: TcpAddress;
  /** A copy of what the register sent, after it went on. Nothing that happens here touches the bytes. */
  overheard(bytes: Uint8Array): void;
  /** The register's connection is over. */
  hungUp(): void;
  changed(state: RelayState): void;
  limits?: Partial<RelayLimits>;
}

export interface RelayLimits {
  connectMs: number;
  /** How long a side that was hung up on may still swallow what is on its way to it, from the last byte it took. */
  lingerMs: number;
  /** How long until a port that was taken is tried again. */
  retryMs: number;
  /** More registers than this do not wait in line. */
  waiting: number;
}

const relayLimits: RelayLimits = { connectMs: 3_000, lingerMs: 30_000, retryMs: 5_000, waiting: 8 };

export interface Relay {
  /** The port it listens on; 0 while it does not. */
  port(): number;
  close(): Promise<void>;
}

/**
 * A printer for whoever connects, and behind it the real one: every byte goes on at once and unchanged, in both directions, as fast
 * as the other side takes it. One connection at a time, as printers have it. What the printer does to us we do to the register:
 * a printer that is not there resets the connection, so that nothing counts as printed that was only swallowed.
 */
export function startRelay(options: RelayOptions): Relay {
  const limits = { ...relayLimits, ...options.limits };
  const open = new Set<Socket>();
  const waiting: Socket[] = [];
  let serving = false;
  let closing = false;
  let state: RelayState = 'starting';
  let again: NodeJS.Timeout | undefined;
  const become = (next: RelayState): void => {
    if (closing || state === next) return;
    state = next;
    options.changed(next);
  };
  // Paused: a register's first bytes stay its own until the printer is there.
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true, noDelay: true, keepAlive: true });
  const track = (socket: Socket): Socket => {
    open.add(socket);
    // Whoever minds hears of it at `close`.
    socket.on('error', () => {});
    return socket.once('close', () => open.delete(socket));
  };
  const next = (): void => {
    if (serving || closing) return;
    let register = waiting.shift();
    while (register?.destroyed) register = waiting.shift();
    if (!register) return;
    serving = true;
    serve(register, track(connect({ ...options.printer, noDelay: true, allowHalfOpen: true })));
  };
  const done = (): void => {
    serving = false;
    options.hungUp();
    next();
  };
  const serve = (register: Socket, printer: Socket): void => {
    const timer = setTimeout(() => printer.destroy(), limits.connectMs);
    let connected = false;
    printer.once('connect', () => {
      connected = true;
      clearTimeout(timer);
      become('ready');
      if (register.destroyed) return void printer.destroy();
      printer.setKeepAlive(true);
      join(register, printer, limits.lingerMs, options.overheard);
    });
    printer.once('close', () => {
      clearTimeout(timer);
      if (connected) return;
      become('unreachable');
      register.resetAndDestroy();
    });
    void whenBothClosed(register, printer, done);
  };
  server.on('connection', (register) => {
    track(register);
    if (waiting.length >= limits.waiting) return register.resetAndDestroy();
    waiting.push(register);
    return next();
  });
  const listen = (): void => void server.listen(options.listen.port, options.listen.host);
  server.on('listening', () => become('ready'));
  server.on('error', () => {
    become('taken');
    again = setTimeout(listen, limits.retryMs);
  });
  listen();
  return {
    port() {
      const address = server.address();
      return typeof address === 'object' && address ? address.port : 0;
    },
    async close() {
      closing = true;
      clearTimeout(again);
      for (const socket of open) socket.destroy();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

const closed = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    if (socket.closed) resolve();
    else socket.once('close', () => resolve());
  });

async function whenBothClosed(one: Socket, other: Socket, done: () => void): Promise<void> {
  await closed(one);
  await closed(other);
  done();
}

/** Ties both sides together until both are closed. */
function join(
  register: Socket,
  printer: Socket,
  lingerMs: number,
  overheard: (bytes: Uint8Array) => void,
): void {
  pass(register, printer, (bytes) => {
    try {
      overheard(bytes);
    } catch {
      // Who listens has troubles of its own, and none of them is the register's.
    }
  });
  pass(printer, register, () => {});
  const lingerThenGo = (socket: Socket): void => void socket.setTimeout(lingerMs, () => socket.destroy());
  printer.once('finish', () => lingerThenGo(printer));
  // The register is gone: what it had sent is still printed. The printer is gone: nothing more can be, and the register learns it.
  register.once('close', () => {
    if (printer.destroyed) return;
    printer.resume();
    printer.end();
    lingerThenGo(printer);
  });
  printer.once('close', (hadError) => {
    if (register.destroyed) return;
    if (hadError || !register.readableEnded) register.resetAndDestroy();
    else register.end();
  });
}

function pass(from: Socket, to: Socket, copied: (bytes: Uint8Array) => void): void {
  from.on('data', (bytes) => {
    if (!to.destroyed && !to.write(bytes)) {
      from.pause();
      to.once('drain', () => from.resume());
    }
    copied(bytes);
  });
  from.once('end', () => to.end());
  from.resume();
}
