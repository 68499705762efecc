import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { drawReceipt } from '#test/rigs/register/draw-receipt.ts';
import { seeded } from '#test/support/seeded.ts';

/** What a run is asked for, and what it says: milliseconds from each piece to the printer's answer, way by way. */
export interface LineTask {
  listenPort: number;
  printerPort: number;
  rounds: number;
}
export type LineSamples = Record<'direct' | 'piped' | 'ours', number[]>;

const { listenPort, printerPort, rounds } = workerData as LineTask;
/** How much of the piece under way the printer has not got yet: a cut that waits comes behind the rest of its receipt. */
let missing = 0;
const printer = await listen(
  createServer({ noDelay: true }, (socket) => {
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      missing -= bytes.length;
      if (missing <= 0) socket.write(Uint8Array.of(0x12));
    });
  }),
  printerPort,
);
const plain = await listen(
  createServer({ noDelay: true }, (socket) => {
    const on = connect({ port: printerPort, noDelay: true });
    socket.on('error', () => on.destroy()).pipe(on);
    on.on('error', () => socket.destroy()).pipe(socket);
  }),
  0,
);
const chance = seeded(7);
const pieces = Array.from({ length: rounds }, () => drawReceipt(chance).bytes);
const samples: LineSamples = { direct: [], piped: [], ours: [] };
const ways = [
  { into: samples.direct, line: await open(printerPort) },
  { into: samples.piped, line: await open((plain.address() as AddressInfo).port) },
  { into: samples.ours, line: await open(listenPort) },
];
for (const [index, piece] of pieces.entries()) {
  const first = index % ways.length;
  for (const { into, line } of [...ways.slice(first), ...ways.slice(0, first)])
    into.push(await answered(line, piece));
}
for (const { line } of ways) line.destroy();
for (const server of [plain, printer]) server.close();
parentPort?.postMessage(samples);

async function listen(server: Server, port: number): Promise<Server> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function open(port: number): Promise<Socket> {
  const socket = connect({ port, noDelay: true });
  await once(socket, 'connect');
  // The first byte opens the line behind a proxy.
  await answered(socket, Uint8Array.of(0x0a));
  return socket;
}

/** Milliseconds until the printer answers that it has a piece whole. */
async function answered(socket: Socket, piece: Uint8Array): Promise<number> {
  missing = piece.length;
  const start = performance.now();
  const answer = once(socket, 'data');
  socket.write(piece);
  await answer;
  return performance.now() - start;
}
