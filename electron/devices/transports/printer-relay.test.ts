import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { seeded } from '#test/support/seeded.ts';
import {
  startRelay,
  type Relay,
  type RelayLimits,
  type RelayOptions,
  type RelayState,
} from './printer-relay.ts';
import { startRelayThread } from './printer-relay-thread.ts';

const patience = { timeout: 45_000, interval: 20 };

interface Job {
  toString(): string;
  bytes(): Buffer;
}

/** A printer that keeps what it got, connection by connection, and does what the test wants with each. */
async function printerBehind(serve: (socket: Socket) => void = () => {}, port = 0) {
  const jobs: Job[] = [];
  const sockets: Socket[] = [];
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    const parts: Buffer[] = [];
    jobs.push({ toString: () => String(Buffer.concat(parts)), bytes: () => Buffer.concat(parts) });
    sockets.push(socket);
    socket.on('error', () => {});
    socket.on('data', (bytes) => void parts.push(bytes));
    socket.on('end', () => socket.end());
    serve(socket);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    if (server.listening) await new Promise((done) => server.close(done));
  };
  onTestFinished(close);
  return { port: portOf(server), jobs, sockets, close };
}

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
};

const registerAt = (port: number): Socket => {
  const socket = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
  onTestFinished(() => void socket.destroy());
  return socket.on('error', () => {});
};

/** The same promises in both places: a register must not feel where its relay stands. */
const places: readonly (readonly [string, (options: RelayOptions) => Relay])[] = [
  ['in this thread', startRelay],
  [
    'in a thread of its own',
    (options) =>
      startRelayThread({
        ...options,
        missed: () => {},
        failed(error) {
          throw error;
        },
      }),
  ],
];

describe.each(places)('a relay %s', (_place, start) => {
  async function relayTo(port: number, limits: Partial<RelayLimits> = {}, listenPort = 0) {
    const states: RelayState[] = [];
    const copies: Uint8Array[] = [];
    let hungUp = 0;
    const relay = start({
      listen: { host: '127.0.0.1', port: listenPort },
      printer: { host: '127.0.0.1', port },
      overheard: (bytes) => void copies.push(bytes),
      hungUp: () => (hungUp += 1),
      changed: (state) => states.push(state),
      limits,
    });
    onTestFinished(() => relay.close());
    if (listenPort === 0) await vi.waitUntil(() => relay.port() !== 0, patience);
    return { relay, states, copied: () => Buffer.concat(copies), hungUp: () => hungUp };
  }

  test('every byte goes on unchanged in both directions, and a copy is heard', async () => {
    const printer = await printerBehind((socket) =>
      socket.on('data', () => socket.write(Uint8Array.of(0x12))),
    );
    const { relay, copied } = await relayTo(printer.port);
    const register = registerAt(relay.port());
    const sent = Buffer.from(seeded(5).bytes(300_000));
    const answers = once(register, 'data');
    register.end(sent);
    expect((await answers)[0]?.[0]).toBe(0x12);
    await vi.waitUntil(
      () => printer.jobs[0]?.bytes().length === sent.length && copied().length === sent.length,
      patience,
    );
    expect(printer.jobs[0]?.bytes().equals(sent) && copied().equals(sent)).toBe(true);
  });

  test('a register that hangs up its half still hears the printer, and then the next one is served', async () => {
    const printer = await printerBehind((socket) => {
      socket.removeAllListeners('end');
      socket.on('end', () => socket.end('late answer'));
    });
    const { relay, hungUp } = await relayTo(printer.port);
    const [first, second] = [registerAt(relay.port()), registerAt(relay.port())];
    second.write('second');
    await once(first, 'connect');
    first.end('first');
    expect(String((await once(first, 'data'))[0])).toBe('late answer');
    await vi.waitUntil(() => printer.jobs.map(String).join() === 'first,second', patience);
    await vi.waitUntil(() => hungUp() === 1, patience);
  });

  test('one register at a time: who comes second waits, with its bytes, and loses none', async () => {
    const printer = await printerBehind();
    const { relay } = await relayTo(printer.port);
    const first = registerAt(relay.port());
    first.write('first');
    await vi.waitUntil(() => printer.jobs.length === 1, patience);
    const second = registerAt(relay.port());
    second.end('second');
    await once(second, 'connect');
    first.write(' and more');
    await vi.waitUntil(() => String(printer.jobs[0]) === 'first and more', patience);
    expect(printer.jobs).toHaveLength(1);
    first.end();
    await vi.waitUntil(() => String(printer.jobs[1]) === 'second', patience);
  });

  test('a printer that is not there resets the register, which loses nothing to us, and the next try finds it', async () => {
    const gone = await printerBehind();
    await gone.close();
    const { relay, states, copied } = await relayTo(gone.port);
    const register = registerAt(relay.port());
    register.write('TOTALE 1,00\n');
    register.resume();
    const [error] = (await once(register, 'error')) as [NodeJS.ErrnoException];
    expect(error.code).toBe('ECONNRESET');
    expect(copied().length).toBe(0);
    await vi.waitUntil(() => states.at(-1) === 'unreachable', patience);
    const printer = await printerBehind(undefined, gone.port);
    registerAt(relay.port()).end('again');
    await vi.waitUntil(() => String(printer.jobs[0]) === 'again', patience);
    expect(states).toEqual(['ready', 'unreachable', 'ready']);
  });

  test('a printer that breaks off breaks the register off', async () => {
    const printer = await printerBehind((socket) => socket.once('data', () => socket.resetAndDestroy()));
    const { relay } = await relayTo(printer.port);
    const register = registerAt(relay.port());
    register.write('TOTALE');
    register.resume();
    expect(((await once(register, 'error'))[0] as NodeJS.ErrnoException).code).toBe('ECONNRESET');
  });

  test('what a register had sent before it broke off is still printed', async () => {
    const printer = await printerBehind();
    const { relay } = await relayTo(printer.port);
    const register = registerAt(relay.port());
    register.write('TOTALE 1,00\n');
    await vi.waitUntil(() => printer.jobs[0]?.bytes().length === 12, patience);
    register.resetAndDestroy();
    await vi.waitUntil(() => printer.sockets[0]?.readableEnded, patience);
    expect(String(printer.jobs[0])).toBe('TOTALE 1,00\n');
  });

  test('a printer that takes nothing holds the register back, and the memory stays small', async () => {
    const printer = await printerBehind((socket) => socket.pause());
    const { relay, copied } = await relayTo(printer.port);
    const register = registerAt(relay.port());
    const piece = Buffer.alloc(64 << 10, 0x2e);
    const sent = 40 << 20;
    for (let left = sent; left > 0; left -= piece.length) register.write(piece);
    await vi.waitUntil(() => copied().length > 0, patience);
    let before = -1;
    await vi.waitUntil(() => before === (before = copied().length), { timeout: 45_000, interval: 300 });
    expect(copied().length).toBeLessThan(sent / 2);
    printer.sockets[0]?.resume();
    await vi.waitUntil(() => printer.sockets[0]?.bytesRead === sent, patience);
  });

  test('who listens and fails touches no byte', async () => {
    const printer = await printerBehind();
    const relay = start({
      listen: { host: '127.0.0.1', port: 0 },
      printer: { host: '127.0.0.1', port: printer.port },
      overheard: () => {
        throw new Error('deaf');
      },
      hungUp: () => {},
      changed: () => {},
    });
    onTestFinished(() => relay.close());
    await vi.waitUntil(() => relay.port() !== 0, patience);
    registerAt(relay.port()).end('TOTALE 1,00\n');
    await vi.waitUntil(() => printer.sockets[0]?.readableEnded, patience);
    expect(String(printer.jobs[0])).toBe('TOTALE 1,00\n');
  });

  test('a port that is taken is told, and tried again by itself', async () => {
    const other = await printerBehind();
    const printer = await printerBehind();
    const { relay, states } = await relayTo(printer.port, { retryMs: 50 }, other.port);
    await vi.waitUntil(() => states.at(-1) === 'taken', patience);
    await other.close();
    await vi.waitUntil(() => relay.port() === other.port, patience);
    expect(states).toEqual(['taken', 'ready']);
  });

  test('a printer that never hangs up does not keep the next register waiting for ever', async () => {
    const printer = await printerBehind((socket) => socket.removeAllListeners('end'));
    const { relay } = await relayTo(printer.port, { lingerMs: 50 });
    registerAt(relay.port()).end('first');
    await vi.waitUntil(() => printer.jobs.length === 1, patience);
    registerAt(relay.port()).end('second');
    await vi.waitUntil(() => printer.sockets[1]?.readableEnded, patience);
    expect(printer.jobs.map(String)).toEqual(['first', 'second']);
  });

  test('a register that breaks off after any byte of a receipt: what it had sent is printed, to the byte', async () => {
    const printer = await printerBehind();
    const { relay } = await relayTo(printer.port);
    const receipt = Buffer.from('\x1b@BAR ROMA\nTOTALE 1,00\n\x1dV\x00', 'latin1');
    for (let length = 1; length <= receipt.length; length += 1) {
      const register = registerAt(relay.port());
      register.write(receipt.subarray(0, length));
      await vi.waitUntil(() => printer.jobs[length - 1]?.bytes().length === length, patience);
      register.resetAndDestroy();
      await vi.waitUntil(() => printer.sockets[length - 1]?.readableEnded, patience);
    }
    expect(printer.jobs.map((one) => one.bytes().length)).toEqual(
      Array.from({ length: receipt.length }, (_, index) => index + 1),
    );
    expect(printer.jobs.every((one) => receipt.subarray(0, one.bytes().length).equals(one.bytes()))).toBe(
      true,
    );
  });

  test('two registers on two ports print at once, each on its own printer', async () => {
    const printers = [await printerBehind(), await printerBehind()];
    const relays = await Promise.all(printers.map(({ port }) => relayTo(port)));
    const receipts = [seeded(1).bytes(200_000), seeded(2).bytes(200_000)];
    for (const [index, { relay }] of relays.entries()) registerAt(relay.port()).end(receipts[index] ?? '');
    for (const [index, printer] of printers.entries()) {
      await vi.waitUntil(() => printer.jobs[0]?.bytes().length === 200_000, patience);
      expect(printer.jobs[0]?.bytes().equals(receipts[index] ?? new Uint8Array())).toBe(true);
    }
  });

  test('a thousand receipts, one connection after the other, are a thousand jobs in order', async () => {
    const printer = await printerBehind();
    const { relay } = await relayTo(printer.port);
    for (let count = 0; count < 1_000; count += 1) {
      const register = registerAt(relay.port());
      register.resume().end(`receipt ${count}\n`);
      await once(register, 'close');
    }
    await vi.waitUntil(() => printer.jobs.length === 1_000, patience);
    expect(printer.jobs.map(String)).toEqual(
      Array.from({ length: 1_000 }, (_, count) => `receipt ${count}\n`),
    );
  });
});
