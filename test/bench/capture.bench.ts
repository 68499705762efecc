import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { openCapture } from '#electron/capture/open-capture.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { ShopSettings } from '#shared/settings/shop-settings.ts';
import { drawReceipt } from '#test/rigs/register/draw-receipt.ts';
import { freePort } from '#test/rigs/register/given-register.ts';
import { seeded } from '#test/support/seeded.ts';
import { quantile, type BenchOptions, type Figure } from './figures.ts';

const goalMs = 5;

/**
 * What standing between a register and its printer costs: a printer that answers each piece with a byte is asked directly, through a
 * proxy of a few lines that only pipes, and through us while we read along. All in turns in the same run, on this computer's loopback.
 */
export async function benchCapture({ small }: BenchOptions): Promise<Figure[]> {
  const rounds = small ? 100 : 1_000;
  const printer = await listen(
    createServer({ noDelay: true }, (socket) => {
      socket.on('error', () => {});
      socket.on('data', () => socket.write(Uint8Array.of(0x12)));
    }),
  );
  const plain = await listen(
    createServer({ noDelay: true }, (socket) => {
      const on = connect({ port: portOf(printer), noDelay: true });
      socket.on('error', () => on.destroy()).pipe(on);
      on.on('error', () => socket.destroy()).pipe(socket);
    }),
  );
  const listenPort = await freePort();
  let receipts = 0;
  const ready = Promise.withResolvers<void>();
  const registers = [
    { kind: 'printer', listen: { port: listenPort }, printer: { host: '127.0.0.1', port: portOf(printer) } },
  ];
  const capture = openCapture({
    settings: ShopSettings.parse({ capture: { registers } }),
    machine: nodeMachine,
    log: () => {},
    changed: (view) => view.registers[0]?.state === 'ready' && ready.resolve(),
    received: () => void (receipts += 1),
  });
  await ready.promise;
  const chance = seeded(7);
  const pieces = Array.from({ length: rounds }, () => drawReceipt(chance).bytes);
  const ways = await Promise.all([portOf(printer), portOf(plain), listenPort].map(open));
  const samples: number[][] = ways.map(() => []);
  for (const [index, piece] of pieces.entries()) {
    for (const turn of [0, 1, 2]) {
      const way = (index + turn) % 3;
      const socket = ways[way];
      if (socket) samples[way]?.push(await answered(socket, piece));
    }
  }
  for (const socket of ways) socket.destroy();
  await capture.close();
  for (const server of [plain, printer]) server.close();
  const [direct = [], piped = [], ours = []] = samples;
  const p99 = (some: readonly number[]): number => quantile(some, 0.99);
  const added = p99(ours) - p99(direct);
  const ms = (value: number): string => `${value.toFixed(2)} ms`;
  return [
    {
      what: `register to printer and back, added by reading along, p99 (${receipts} receipts read)`,
      measured: ms(added),
      goal: `<= ${goalMs} ms`,
      kept: added <= goalMs && receipts > 0,
    },
    {
      what: 'the same as a ratio to a proxy that only pipes, p99',
      measured: `${(p99(ours) / p99(piped)).toFixed(2)} (${ms(p99(ours))} : ${ms(p99(piped))}; direct ${ms(p99(direct))})`,
      goal: 'for comparison',
    },
  ];
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

async function listen(server: Server): Promise<Server> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function open(port: number): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true });
  await once(socket, 'connect');
  // The first byte opens the line behind a proxy.
  await answered(socket, Uint8Array.of(0x0a));
  return socket;
}

/** Milliseconds until the printer's first answer to a piece. */
async function answered(socket: Socket, piece: Uint8Array): Promise<number> {
  const start = performance.now();
  const answer = once(socket, 'data');
  socket.write(piece);
  await answer;
  return performance.now() - start;
}
