import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

/** What a run of receipts is asked for: by which ports the register prints, and to which its printer listens. */
export interface FooterTask {
  /** Nothing is added to what goes here. */
  plainPort: number;
  addingPort: number;
  printerPort: number;
  rounds: number;
}
/** Milliseconds from a receipt and its cut until the cut is at the printer, and how many had something before the cut. */
export type FooterSamples = Record<Way, number[]> & { added: Record<Way, number> };
type Way = 'plain' | 'member' | 'claim';

const { plainPort, addingPort, printerPort, rounds } = workerData as FooterTask;
const cut = Buffer.from('\x1dVB\x00', 'latin1');
let got: Buffer[] = [];
let whole = Promise.withResolvers<number>();
const printer = createServer({ noDelay: true }, (socket) => {
  socket.on('error', () => {});
  socket.on('data', (bytes) => {
    got.push(bytes);
    const all = Buffer.concat(got);
    if (all.subarray(-cut.length).equals(cut)) whole.resolve(all.length);
  });
});
printer.listen(printerPort, '127.0.0.1');
await once(printer, 'listening');
const lines = { plain: await open(plainPort), adding: await open(addingPort) };
const samples: FooterSamples = { plain: [], member: [], claim: [], added: { plain: 0, member: 0, claim: 0 } };
// A register's first receipt is another's: it belongs to no round.
await print(lines.adding, receipt(3 * rounds));
for (let round = 0; round < rounds; round += 1)
  for (const way of ['plain', 'member', 'claim'] as const) {
    await counterFor(way);
    const bytes = receipt(round * 3 + ['plain', 'member', 'claim'].indexOf(way));
    const { tookMs, length } = await print(way === 'plain' ? lines.plain : lines.adding, bytes);
    samples[way].push(tookMs);
    if (length > bytes.length) samples.added[way] += 1;
  }
for (const line of Object.values(lines)) line.destroy();
printer.close();
parentPort?.postMessage(samples);

async function open(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  return socket;
}

/** Whoever is to stand at the counter stands there. */
async function counterFor(way: Way): Promise<void> {
  if (!parentPort) return;
  const stands = once(parentPort, 'message');
  parentPort.postMessage(way);
  await stands;
}

function receipt(count: number): Buffer {
  const lines = Array.from({ length: 12 }, (_, index) => `CAFFE ${index}            1,00`).join('\n');
  const text = `\x1b@BAR ROMA\n${lines}\nTOTALE  ${10 + count},00\nDOC.N. 0001-${1_000 + count}\n\n`;
  return Buffer.concat([Buffer.from(text, 'latin1'), cut]);
}

async function print(socket: Socket, bytes: Buffer): Promise<{ tookMs: number; length: number }> {
  got = [];
  whole = Promise.withResolvers();
  const start = performance.now();
  socket.write(bytes);
  const length = await whole.promise;
  return { tookMs: performance.now() - start, length };
}
