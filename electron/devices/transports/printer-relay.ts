import { connect, createServer, type Socket } from 'node:net';
import {
  createCutGate,
  type Appending,
  type AppendOutcome,
  type CutGate,
  type CutGateOptions,
} from './cut-gate.ts';
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
  /** A register has the printer. */
  began?(): void;
  /** The register's connection is over. */
  hungUp(): void;
  changed(state: RelayState): void;
  /** What may be added to receipts from the beginning. */
  appending?: Appending | null;
  /** A receipt is about to be cut, and what the register sent before was overheard: `answer` within the time. Only where something may be added. */
  asks?(askId: string, cut: { feeds: boolean }): void;
  /** What became of an answer. Told once for each cut that was asked about, answered in time or not. */
  settled?(askId: string, outcome: AppendOutcome): void;
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
  /** Bytes to put before the cut that was asked about, or null for none. Too late, or asked by nobody: nothing happens. */
  answer(askId: string, block: Uint8Array | null): void;
  /** Lets receipts be added to from the next connection on, or none any more from now on. */
  append(appending: Appending | null): void;
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
  let appending = options.appending ?? null;
  let gate: CutGate | undefined;
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
    gate = undefined;
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
      options.began?.();
      gate = join(register, printer, { ...options, lingerMs: limits.lingerMs, appending: () => appending });
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
    answer: (askId, block) => gate?.answer(askId, block),
    append(next) {
      appending = next;
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

interface Joining extends Pick<RelayOptions, 'overheard' | 'asks' | 'settled'> {
  lingerMs: number;
  appending(): Appending | null;
}

/** Ties both sides together until both are closed. */
function join(register: Socket, printer: Socket, joining: Joining): CutGate | undefined {
  const { lingerMs, overheard } = joining;
  const onwards = passTo(printer, register);
  const send = (bytes: Uint8Array): void => {
    onwards.send(bytes);
    try {
      overheard(bytes);
    } catch {
      // Who listens has troubles of its own, and none of them is the register's.
    }
  };
  // Where nothing is added nobody looks for a place to add it.
  const gate = joining.appending()
    ? createCutGate({ ...joining, ...onwards, send, append: onwards.send })
    : undefined;
  register.on('data', (bytes) => (gate ? gate.feed(bytes) : send(bytes)));
  register.once('end', () => {
    // A register that sends its receipt and hangs up is gone before its cut is decided about.
    if (gate) gate.over(() => printer.end());
    else printer.end();
  });
  const back = passTo(register, printer);
  printer.on('data', (bytes) => back.send(bytes));
  printer.once('end', () => register.end());
  register.resume();
  printer.resume();
  const lingerThenGo = (socket: Socket): void => void socket.setTimeout(lingerMs, () => socket.destroy());
  printer.once('finish', () => lingerThenGo(printer));
  // The register is gone: what it had sent is still printed. The printer is gone: nothing more can be, and the register learns it.
  register.once('close', () => {
    gate?.end();
    if (printer.destroyed) return;
    printer.resume();
    printer.end();
    lingerThenGo(printer);
  });
  printer.once('close', (hadError) => {
    gate?.end();
    if (register.destroyed) return;
    if (hadError || !register.readableEnded) register.resetAndDestroy();
    else register.end();
  });
  return gate;
}

/** The way to one side, as fast as it takes bytes: the other is not listened to meanwhile. */
function passTo(to: Socket, from: Socket): Pick<CutGateOptions, 'send' | 'isOpen' | 'hold'> {
  let [full, held] = [false, false];
  const turn = (): void => void (full || held ? from.pause() : from.resume());
  return {
    send(bytes) {
      if (to.destroyed || to.write(bytes) || full) return;
      full = true;
      turn();
      to.once('drain', () => {
        full = false;
        turn();
      });
    },
    isOpen: () => to.writable,
    hold(whether) {
      held = whether;
      turn();
    },
  };
}
