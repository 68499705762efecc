import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import path from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { openCapture, type Capture } from '#electron/capture/open-capture.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import type { CaptureView, ReceiptView } from '#shared/api/capture.api.ts';
import { ShopSettings } from '#shared/settings/shop-settings.ts';
import { freePort, plainPrinter } from './plain-printer.ts';
import { temporaryFolder } from '#test/support/a-till.ts';

/** Waiting that a busy machine does not use up. */
export const patience = { timeout: 45_000, interval: 20 };

/** Sends pieces as a register does: each in a write of its own, then hangs up. Resolves when the printer hung up too. */
export async function printTo(port: number, pieces: readonly Uint8Array[]): Promise<void> {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true });
  await once(socket, 'connect');
  for (const piece of pieces) if (!socket.write(piece)) await once(socket, 'drain');
  socket.end().resume();
  await once(socket, 'close');
}

const printAndCompare = path.join(import.meta.dirname, 'print-and-compare.ts');

/**
 * Keeps this thread from coming round to anything until a register and its printer, in a process of their own, are through: 0 when
 * every byte came out and every piece was answered.
 */
export const printWhileWeAreBusy = (
  relayPort: number,
  printerPort: number,
  words: readonly string[] = [],
): number | null =>
  spawnSync(process.execPath, [printAndCompare, `${relayPort}`, `${printerPort}`, ...words], {
    timeout: 60_000,
  }).status;

/** Registers as the settings describe them, and what was told about them. */
export interface CaptureUnderTest {
  capture: Capture;
  /** The latest state told. */
  view(): CaptureView;
  receipts: ReceiptView[];
}

/** Listens to these registers until the test ends. */
export function captureOf(registers: readonly object[], currency = 'EUR'): CaptureUnderTest {
  const receipts: ReceiptView[] = [];
  const settings = ShopSettings.parse({ currency, capture: { registers } });
  const folder = temporaryFolder();
  onTestFinished(() => folder.remove());
  const capture = openCapture({
    settings,
    machine: nodeMachine,
    log: () => {},
    dataDir: folder.dir,
    changed: () => {},
    received: (receipt) => void receipts.push(receipt),
  });
  onTestFinished(() => capture.close());
  return { capture, view: () => capture.view(), receipts };
}

/** A register on a plain printer, ready. */
export async function registerOnPrinter(more: object = {}, currency = 'EUR') {
  const printer = await plainPrinter();
  onTestFinished(() => printer.close());
  const listen = { port: await freePort() };
  const to = { host: '127.0.0.1', port: printer.port };
  const { capture, receipts, view } = captureOf(
    [{ kind: 'printer', listen, printer: to, ...more }],
    currency,
  );
  await vi.waitUntil(() => capture.ports()[0] !== 0, patience);
  return { capture, receipts, view, printer, port: listen.port };
}
