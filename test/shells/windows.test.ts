import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type WebSocket from 'ws';
import { api } from '#shared/api/api.ts';
import type { Port } from '#shared/api/channel.ts';
import { createClient, type Client } from '#shared/api/client.ts';
import { printerRig } from '#test/rigs/printer-rig.ts';
import { serialRig, whyNoSerialRig } from '#test/rigs/serial-rig.ts';
import { whyNoWindowsRig, windowsRig, type WindowsRig } from '#test/rigs/windows-rig.ts';
import { cards } from '#test/support/a-till.ts';
import { builtFile } from './built.ts';
import { enter, tokenIn } from './dial.ts';
import { quietTill, runIntoFile, temporaryFolder, type Running } from './shell-process.ts';

const address = /open this once, within a minute: (http:\/\/127\.0\.0\.1:\d+\/#k=[\w-]+)/;
/** Under Wine everything takes its time. */
const patience = { timeout: 30_000, interval: 50 };
const long = 180_000;
const why = whyNoWindowsRig ?? whyNoSerialRig;

describe.skipIf(why)(`a till on Windows (${why ?? 'Node.js for Windows over Wine'})`, () => {
  const start = (windows: WindowsRig, dataDir: string, env: Record<string, string> = {}): Running =>
    runIntoFile(windows.wine, [windows.node, windows.there(builtFile('main/browser.js'))], {
      ...windows.env,
      ...quietTill(windows.there(dataDir)),
      ...env,
    });
  const operate = async (windows: WindowsRig, dataDir: string, ...words: string[]) => {
    const ran = runIntoFile(windows.wine, [windows.node, 'electron/operator/operate.ts', ...words], {
      ...windows.env,
      TESSERA_DATA: windows.there(dataDir),
    });
    return { code: await ran.ended(), said: ran.said() };
  };
  const counterOf = async (till: Running): Promise<Client<typeof api>> => {
    const url = await till.hear(address);
    const { socket } = await enter(url.split('#')[0] ?? '', tokenIn(url));
    onTestFinished(() => socket.close());
    return clientOver(socket);
  };

  test(
    'sells, is killed, goes on with the same ledger, and its operator proves it, backs it up and restores it',
    { timeout: long },
    async () => {
      const [windows, folder] = [windowsRig(), temporaryFolder()];
      const dataDir = path.join(folder, 'A shop with spaces, őűè');
      const first = start(windows, dataDir);
      const counter = await counterOf(first);
      const sell = async (screen: Client<typeof api>, commandId: string, amountText: string) => {
        await screen.call('checkout.scan', { deviceId: 'virtual-scanner', text: cards.eightyPoints });
        return screen.call('checkout.confirm', { commandId, amountText });
      };
      const sold = await sell(counter, 'command-1', '23.40');
      expect(sold).toMatchObject({
        ok: true,
        outcome: { awards: [{ amount: 23 }], issued: [{ amount: 200 }] },
      });
      // A second start finds the first by the pipe that it keeps open.
      const second = start(windows, dataDir);
      expect(await second.ended()).toBe(0);
      expect(second.said()).toContain('Tessera already runs on this data');

      first.child.kill('SIGKILL');
      await first.ended();
      const again = start(windows, dataDir);
      const screen = await counterOf(again);
      expect(await screen.call('checkout.confirm', { commandId: 'command-1', amountText: '23.40' })).toEqual(
        sold,
      );
      await sell(screen, 'command-2', '10.00');
      expect(await operate(windows, dataDir, 'verify')).toMatchObject({
        code: 0,
        said: expect.stringContaining('chain is whole'),
      });
      const backup = path.join(folder, 'backup');
      expect((await operate(windows, dataDir, 'backup', '--to', windows.there(backup))).code).toBe(0);
      again.child.kill('SIGKILL');
      await again.ended();
      const [made = ''] = readdirSync(backup);
      const other = path.join(folder, 'other');
      const restored = await operate(
        windows,
        other,
        'restore',
        '--from',
        windows.there(path.join(backup, made)),
      );
      expect(restored).toMatchObject({ code: 0 });
      expect(await operate(windows, other, 'verify')).toMatchObject({ code: 0 });
    },
  );

  test(
    'reads a scanner on a COM port, pulled out and in again, shows on another, and prints over the network',
    { timeout: long },
    async () => {
      const windows = windowsRig();
      const scanner = await serialRig();
      windows.plugIn('COM33', scanner.path);
      const screen = await counterOf(start(windows, temporaryFolder()));
      const device = async () => (await screen.call('devices.list', {}))[0];
      const state = (is: string) => vi.waitUntil(async () => (await device())?.state === is, patience);
      await screen.call('devices.add', { driver: 'serial-scanner', setup: { port: 'COM33' } });
      await state('ready');
      const member = async () => (await screen.call('checkout.visit', {})).member?.tail;
      scanner.send(`${cards.eightyPoints}\r\n`);
      await vi.waitUntil(async () => (await member()) === cards.eightyPoints.slice(-4), patience);
      await scanner.unplug();
      await state('gone');
      await scanner.replug();
      await state('ready');
      scanner.send(`${cards.fresh}\r\n`);
      await vi.waitUntil(async () => (await member()) === cards.fresh.slice(-4), patience);

      const pole = await serialRig();
      windows.plugIn('COM34', pole.path);
      await screen.call('pole.set-up', { setup: { kind: 'escpos', path: 'COM34', baudRate: 9_600 } });
      let shown = '';
      await vi.waitUntil(() => {
        shown += Buffer.from(pole.received()).toString('latin1');
        return shown.includes('Welcome');
      }, patience);

      const { printer } = await printerRig();
      const setup = { way: 'network', host: '127.0.0.1', port: printer.port, model: 'virtual-58' } as const;
      await screen.call('printer.set-up', { setup });
      expect(await screen.call('printing.test', {})).toEqual({ outcome: 'printed', trouble: null });
      expect(printer.pages).toHaveLength(1);
    },
  );

  test('what Windows lacks here is said in words, and the till sells', { timeout: long }, async () => {
    const windows = windowsRig();
    const screen = await counterOf(start(windows, temporaryFolder()));
    // There is no PowerShell in Wine, and no service for cards; node-hid is there, for Windows.
    const choices = await screen.call('printer.choices', {});
    expect(choices.found.filter(({ setup }) => setup.way === 'queue')).toEqual([]);
    expect(await screen.call('devices.card-readers', {})).toEqual({ readers: [], trouble: 'no-service' });
    await screen.call('printer.set-up', { setup: { way: 'queue', model: 'generic-80', queue: 'Receipts' } });
    expect(await screen.call('printing.test', {})).toMatchObject({ outcome: 'not-printed' });
    await screen.call('checkout.scan', { deviceId: 'virtual-scanner', text: cards.fresh });
    const sold = await screen.call('checkout.confirm', { commandId: 'command-1', amountText: '5.00' });
    expect(sold).toMatchObject({ ok: true });
  });
});

/** What a page does with its socket. */
function clientOver(socket: WebSocket): Client<typeof api> {
  const port: Port = {
    send: (frame) => socket.send(JSON.stringify(frame)),
    onFrame: (listener) => void socket.on('message', (data) => listener(JSON.parse(String(data)))),
    onClose: (listener) => void socket.on('close', listener),
  };
  const after = (ms: number, run: () => void) => {
    const set = setTimeout(run, ms);
    return () => clearTimeout(set);
  };
  return createClient(api, port, { after }, patience.timeout);
}
