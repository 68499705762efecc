import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { printTo, printWhileWeAreBusy } from '#test/rigs/register/given-register.ts';
import { freePort, plainPrinter } from '#test/rigs/register/plain-printer.ts';
import { startRelayThread, type RelayThreadOptions } from './printer-relay-thread.ts';

const patience = { timeout: 45_000, interval: 20 };
const worker = new URL('printer-relay-worker.ts', import.meta.url);

async function threadTo(printerPort: number, more: Partial<RelayThreadOptions> = {}) {
  const [copies, failures, states]: [Uint8Array[], Error[], string[]] = [[], [], []];
  let missed = 0;
  const relay = startRelayThread({
    listen: { host: '127.0.0.1', port: await freePort() },
    printer: { host: '127.0.0.1', port: printerPort },
    overheard: (bytes) => void copies.push(bytes),
    missed: () => (missed += 1),
    hungUp: () => {},
    changed: (state) => void states.push(state),
    failed: (error) => void failures.push(error),
    ...more,
  });
  onTestFinished(() => relay.close());
  await vi.waitUntil(() => relay.port() !== 0, patience);
  return { relay, failures, states, copied: () => Buffer.concat(copies), missed: () => missed };
}

test('a register prints and is answered while the till itself does not come round to anything', async () => {
  const printerPort = await freePort();
  const { relay, copied, missed } = await threadTo(printerPort);
  expect(printWhileWeAreBusy(relay.port(), printerPort)).toBe(0);
  expect(copied().length).toBe(0);
  await vi.waitUntil(() => copied().length > 0, patience);
  expect(missed()).toBe(0);
});

test('what is printed while the till is too busy to listen is printed, and the till learns that it missed some', async () => {
  const printerPort = await freePort();
  const { relay, copied, missed } = await threadTo(printerPort);
  expect(printWhileWeAreBusy(relay.port(), printerPort, ['3000000'])).toBe(0);
  await vi.waitUntil(() => missed() === 1, patience);
  expect(copied().length).toBeLessThan(1 << 20);
  const before = copied().length;
  expect(printWhileWeAreBusy(relay.port(), printerPort)).toBe(0);
  await vi.waitUntil(() => copied().length > before, patience);
});

test('a thread that cannot be started leaves the relay here, and it is said', async () => {
  const printer = await plainPrinter();
  onTestFinished(() => printer.close());
  const { relay, failures } = await threadTo(printer.port, {
    worker: new URL('data:text/javascript,throw new Error("no threads today")'),
  });
  await printTo(relay.port(), [Buffer.from('TOTALE 1,00\n')]);
  expect(printer.jobs().map(String)).toEqual(['TOTALE 1,00\n']);
  expect(failures.map(({ message }) => message)).toEqual(['no threads today']);
});

test('a thread that ends by itself breaks the register off, and the next receipt finds another', async () => {
  const printer = await plainPrinter();
  onTestFinished(() => printer.close());
  const end = new BroadcastChannel('end-of-relay');
  onTestFinished(() => end.close());
  const mortal = `new BroadcastChannel('end-of-relay').onmessage = () => process.exit(3); await import(${JSON.stringify(worker.href)});`;
  const { relay, states, missed } = await threadTo(printer.port, {
    worker: new URL(`data:text/javascript,${encodeURIComponent(mortal)}`),
  });
  const port = relay.port();
  await printTo(port, [Buffer.from('first')]);
  const register = connect({ port, host: '127.0.0.1' }).on('error', () => {});
  const broken = new Promise((resolve) => register.once('close', resolve));
  register.resume().write('half');
  await vi.waitUntil(() => String(printer.jobs()[1]) === 'half', patience);
  end.postMessage('now');
  await broken;
  await vi.waitUntil(() => missed() === 1, patience);
  await vi.waitUntil(() => states.filter((state) => state === 'ready').length === 2, patience);
  await printTo(port, [Buffer.from('second')]);
  expect(String(printer.jobs().at(-1))).toBe('second');
});

const receipt = Buffer.from('TOTALE 1,00\n\x1dVB\x00TOTALE 2,00\n\x1dV\x00', 'latin1');

test('blocks are put before the cuts they were asked for, and no copy of them is overheard', async () => {
  const printer = await plainPrinter();
  onTestFinished(() => printer.close());
  const settled: string[] = [];
  const { relay, copied } = await threadTo(printer.port, {
    appending: { holdMs: 20_000 },
    asks: (askId, { feeds }) => relay.answer(askId, Buffer.from(feeds ? '<feeds>' : '<not>')),
    settled: (_askId, outcome) => void settled.push(outcome),
  });
  await printTo(relay.port(), [receipt]);
  expect(printer.jobs().map((job) => job.toString('latin1'))).toEqual([
    'TOTALE 1,00\n<feeds>\x1dVB\x00TOTALE 2,00\n<not>\x1dV\x00',
  ]);
  await vi.waitUntil(() => copied().equals(receipt), patience);
  expect(settled).toEqual(['appended', 'appended']);
  relay.append(null);
  await printTo(relay.port(), [receipt]);
  expect(printer.jobs()[1]).toEqual(receipt);
});

test('a till that never answers costs the register its time and no byte', async () => {
  const printer = await plainPrinter();
  onTestFinished(() => printer.close());
  const settled: string[] = [];
  const { relay } = await threadTo(printer.port, {
    appending: { holdMs: 30 },
    settled: (_askId, outcome) => void settled.push(outcome),
  });
  await printTo(
    relay.port(),
    [...receipt].map((byte) => Uint8Array.of(byte)),
  );
  expect(printer.jobs()).toEqual([receipt]);
  // The second cut is asked about too unless it came while the first still waited: then both share the time.
  await vi.waitUntil(() => settled.length > 0, patience);
  expect(new Set(settled)).toEqual(new Set(['without']));
});

test('a printer that hangs gets every byte when it comes to, the block too', async () => {
  const sockets: Socket[] = [];
  const printed: Buffer[] = [];
  const server = createServer((socket) => {
    sockets.push(socket.pause());
    socket.on('error', () => {});
    socket.on('data', (bytes) => printed.push(bytes));
    socket.pause();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const long = Buffer.concat([Buffer.alloc(4_000_000, 'CAFFE 1,00\n'), receipt]);
  let asked = 0;
  const { relay } = await threadTo((server.address() as AddressInfo).port, {
    appending: { holdMs: 20_000 },
    asks(askId) {
      asked += 1;
      relay.answer(askId, Buffer.from('<block>'));
    },
  });
  const printing = printTo(relay.port(), [long]);
  await vi.waitUntil(() => sockets.length === 1, patience);
  expect(asked).toBe(0);
  sockets[0]?.resume();
  await printing;
  const paper = Buffer.concat(printed).toString('latin1');
  expect(paper.replaceAll('<block>', '')).toBe(long.toString('latin1'));
  expect([asked, paper.split('<block>').length]).toEqual([2, 3]);
});

test('a thread that ends while a cut waits: nobody knows what left, and an answer reaches no other receipt', async () => {
  const printer = await plainPrinter();
  onTestFinished(() => printer.close());
  const end = new BroadcastChannel('end-of-holding-relay');
  onTestFinished(() => end.close());
  const mortal = `new BroadcastChannel('end-of-holding-relay').onmessage = () => process.exit(3); await import(${JSON.stringify(worker.href)});`;
  const [asked, settled]: [string[], string[]] = [[], []];
  const { relay, states, missed } = await threadTo(printer.port, {
    worker: new URL(`data:text/javascript,${encodeURIComponent(mortal)}`),
    appending: { holdMs: 60_000 },
    asks: (askId) => void asked.push(askId),
    settled: (_askId, outcome) => void settled.push(outcome),
  });
  const register = connect({ port: relay.port(), host: '127.0.0.1' }).on('error', () => {});
  onTestFinished(() => void register.destroy());
  register.resume().write(receipt);
  await vi.waitUntil(() => asked.length === 1, patience);
  end.postMessage('now');
  await vi.waitUntil(() => states.filter((state) => state === 'ready').length === 2, patience);
  expect([settled, missed()]).toEqual([['unknown'], 1]);
  const next = printTo(relay.port(), [receipt]);
  await vi.waitUntil(() => asked.length === 2, patience);
  relay.answer(asked[0] ?? '', Buffer.from('<of another>'));
  relay.answer(asked[1] ?? '', null);
  await vi.waitUntil(() => asked.length === 3, patience);
  relay.answer(asked[2] ?? '', null);
  await next;
  expect(printer.jobs().at(-1)).toEqual(receipt);
});
