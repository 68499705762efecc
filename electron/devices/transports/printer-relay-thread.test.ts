import { connect } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { freePort, plainPrinter, printTo, printWhileWeAreBusy } from '#test/rigs/register/given-register.ts';
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
  const { relay, states } = await threadTo(printer.port, {
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
  await vi.waitUntil(() => states.filter((state) => state === 'ready').length === 2, patience);
  await printTo(port, [Buffer.from('second')]);
  expect(String(printer.jobs().at(-1))).toBe('second');
});
