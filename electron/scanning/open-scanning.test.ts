import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { TrialScan } from '#shared/api/devices.api.ts';
import { calibrationText } from '#shared/scan/keyboard/calibration.ts';
import { typedBy, usTextOf } from '#shared/scan/keyboard/keyboard.ts';
import type { RawScan } from '#shared/scan/raw-scan.ts';
import { handClock } from '#test/support/hand-clock.ts';
import { serialRig, whyNoSerialRig } from '#test/rigs/serial-rig.ts';
import { systemClock, type Clock } from '#electron/platform/clock.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { openScanning } from './open-scanning.ts';

const card = 'TCBCDEFGHJKLNN';

function folder(): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'scanning-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** Scanning on a data folder, with what reached the counter and what was only tried. */
function scanningIn(dataDir: string, clock: Clock = systemClock) {
  const taken: RawScan[] = [];
  const tried: TrialScan[] = [];
  const log: string[] = [];
  const cameras: unknown[] = [];
  let ids = 0;
  const scanning = openScanning({
    dataDir,
    machine: { ...nodeMachine, newId: () => `scanner-${(ids += 1)}` },
    clock,
    log: (line) => log.push(line),
    take: async (scan) => {
      taken.push(scan);
      return { ok: true, outcome: null };
    },
    changed: () => undefined,
    tried: (scan) => tried.push(scan),
    turned: () => undefined,
    calibrated: () => undefined,
    cameraChanged: (camera) => cameras.push(camera),
  });
  onTestFinished(() => scanning.close());
  return { scanning, taken, tried, log, cameras };
}

test('a trial shows what comes and what it would mean, and nothing of it reaches the counter', async () => {
  const { scanning, taken, tried } = scanningIn(folder());
  scanning.turnTrial(true);
  await scanning.scan({ deviceId: 'keyboard-wedge', text: card, usText: card });
  await scanning.scan({ deviceId: 'keyboard-wedge', text: 'ö', usText: '0' });
  scanning.tryCode('\x1dwhatever');
  expect(taken).toEqual([]);
  expect(tried).toMatchObject([
    {
      serial: 1,
      deviceId: 'keyboard-wedge',
      text: card,
      usText: null,
      kind: 'member-card',
      format: 'member-card',
    },
    { serial: 2, text: 'ö', usText: '0', kind: 'unknown', format: null },
    { serial: 3, deviceId: 'virtual-scanner', text: '\x1dwhatever', kind: 'unknown' },
  ]);
  scanning.turnTrial(false);
  await scanning.scan({ deviceId: 'keyboard-wedge', text: card });
  expect(taken).toHaveLength(1);
  scanning.tryCode(card);
  expect(taken).toHaveLength(1);
});

test('a trial that nobody touches for a minute is over: the counter is never left deaf', async () => {
  const clock = handClock();
  const { scanning, taken, tried } = scanningIn(folder(), clock);
  scanning.turnTrial(true);
  await clock.pass(59_000);
  await scanning.scan({ deviceId: 'keyboard-wedge', text: 'A' });
  await clock.pass(59_000);
  await scanning.scan({ deviceId: 'keyboard-wedge', text: 'B' });
  await clock.pass(60_000);
  await scanning.scan({ deviceId: 'keyboard-wedge', text: 'C' });
  expect(tried.map(({ text }) => text)).toEqual(['A', 'B']);
  expect(taken.map(({ text }) => text)).toEqual(['C']);
});

test('what was set up is there again after a restart, until it is taken away', async () => {
  const dataDir = folder();
  const { scanning } = scanningIn(dataDir);
  scanning.add({ driver: 'serial-scanner', setup: { port: '/dev/nothing-of-the-kind' } });
  const again = scanningIn(dataDir).scanning;
  const known = again.devices().filter(({ automatic }) => !automatic);
  expect(known).toMatchObject([{ deviceId: 'scanner-1', driver: 'serial-scanner' }]);
  await again.remove('scanner-1');
  expect(again.devices().filter(({ automatic }) => !automatic)).toEqual([]);
  expect(
    scanningIn(dataDir)
      .scanning.devices()
      .filter(({ automatic }) => !automatic),
  ).toEqual([]);
});

test.each([
  ['serial-scanner', {}],
  ['serial-scanner', { port: 'COM3', baudRate: 7 }],
  ['escpos-network', { host: '127.0.0.1', confirms: 'none' }],
  ['nobody', {}],
])('a set-up of %s with %j is refused, and not written', (driver, setup) => {
  const dataDir = folder();
  const { scanning } = scanningIn(dataDir);
  expect(() => scanning.add({ driver, setup })).toThrow(driver);
  expect(existsSync(path.join(dataDir, 'devices.json'))).toBe(false);
});

test.each(['not JSON', '{"scanners": 7}'])(
  'a device file that reads %j is put aside with a word, and the till goes on',
  async (text) => {
    const dataDir = folder();
    writeFileSync(path.join(dataDir, 'devices.json'), text);
    const { scanning, log, taken } = scanningIn(dataDir);
    await scanning.scan({ deviceId: 'keyboard-wedge', text: card });
    expect(taken).toHaveLength(1);
    expect(log.join('\n')).toContain('devices.json');
    expect(readFileSync(path.join(dataDir, 'devices.json.wrong'), 'utf8')).toBe(text);
  },
);

test('the calibration code teaches how the scanner types, in a trial only, and it is still known after a restart', async () => {
  const dataDir = folder();
  // A scanner set to Hungarian, which puts % before each code, on a computer set to US.
  const keys = (text: string): RawScan => {
    const typed = (typedBy('hu', `%${text}`) ?? []).map((stroke) => usTextOf(stroke) ?? '').join('');
    return { deviceId: 'keyboard-wedge', text: typed, usText: typed };
  };
  const { scanning, taken, tried } = scanningIn(dataDir);
  await scanning.scan(keys(calibrationText));
  expect(scanning.wedge()).toBeNull();
  expect(taken).toHaveLength(1);
  scanning.turnTrial(true);
  await scanning.scan(keys(calibrationText));
  expect(scanning.wedge()).toEqual({ layout: 'hu', prefix: '%', suffix: '' });
  expect(tried.at(-1)).toMatchObject({ kind: 'calibration' });
  scanning.turnTrial(false);
  const again = scanningIn(dataDir);
  await again.scanning.scan(keys('2012345678900'));
  expect(again.taken[0]?.usText).toBe('2012345678900');
  again.scanning.forgetCalibration();
  await again.scanning.scan(keys('0'));
  expect(again.taken[1]?.usText).not.toBe('0');
});

describe.skipIf(whyNoSerialRig)(`a serial scanner that is set up (${whyNoSerialRig ?? 'over socat'})`, () => {
  test('reaches the counter under its own name, and its keyboard twin does not count again', async () => {
    const rig = await serialRig();
    const { scanning, taken } = scanningIn(folder());
    scanning.add({ driver: 'serial-scanner', setup: { port: rig.path } });
    const ready = () => scanning.devices().some(({ state }) => state === 'ready');
    await vi.waitUntil(ready, { timeout: 45_000, interval: 10 });
    rig.send(`${card}\r`);
    await vi.waitUntil(() => taken.length > 0, { timeout: 45_000, interval: 2 });
    await scanning.scan({ deviceId: 'keyboard-wedge', text: card });
    expect(taken).toEqual([{ deviceId: 'scanner-1', text: card }]);
    expect(scanning.devices().find(({ deviceId }) => deviceId === 'scanner-1')?.scans).toBe(1);
  });
});

test('the camera is kept by its name, also over a start, and screens hear of each change', async () => {
  const dir = folder();
  const { scanning, cameras } = scanningIn(dir);
  expect(scanning.camera()).toBeNull();
  scanning.setCamera({ name: 'HD Webcam', on: true });
  expect(cameras).toEqual([{ name: 'HD Webcam', on: true }]);
  await scanning.close();
  const later = scanningIn(dir);
  expect(later.scanning.camera()).toEqual({ name: 'HD Webcam', on: true });
  later.scanning.setCamera(null);
  expect(scanningIn(dir).scanning.camera()).toBeNull();
});
