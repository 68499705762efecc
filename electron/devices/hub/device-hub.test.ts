import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { ok, refuse } from '#shared/base/result.ts';
import type { RawScan } from '#shared/scan/raw-scan.ts';
import { handClock } from '#test/support/hand-clock.ts';
import type { FoundDevice, ScannerEars, ScannerKind } from '../scanner.ts';
import type { OpenTrouble } from '../transports/link.ts';
import { createDeviceHub } from './device-hub.ts';

/** A desk with scanners that are plugged in and out by hand. */
function desk({ capacity, automatic = true }: { capacity?: number; automatic?: boolean } = {}) {
  const clock = handClock();
  const plugged = new Map<string, FoundDevice>();
  const heardBy = new Map<string, ScannerEars>();
  const looks: number[] = [];
  let trouble: OpenTrouble | undefined;
  let opened = 0;
  const closed: string[] = [];
  const kind: ScannerKind<z.ZodType> = {
    id: 'plugged',
    kind: 'scanner',
    settings: z.object({ identity: z.string().optional() }),
    automatic,
    driver: (settings) => {
      const { identity } = z.object({ identity: z.string().optional() }).parse(settings);
      return {
        async find() {
          if (trouble === 'native-missing') return refuse(trouble);
          const found = [...plugged.values()].filter((one) => !identity || one.identity === identity);
          if (identity) looks.push(clock.now());
          return ok(found);
        },
        async open(device, ears) {
          if (trouble) return refuse(trouble);
          opened += 1;
          heardBy.set(device.identity, ears);
          return ok({ close: async () => void closed.push(device.place) });
        },
      };
    },
  };
  const manual = { ...kind, id: 'set-up', automatic: false };
  const taken: RawScan[] = [];
  let work = async (scan: RawScan): Promise<string> => scan.text;
  const hub = createDeviceHub({
    kinds: [kind, manual],
    clock,
    take: (scan) => {
      taken.push(scan);
      return work(scan);
    },
    changed: () => undefined,
    log: () => undefined,
    ...(capacity === undefined ? {} : { capacity }),
  });
  onTestFinished(() => hub.close());
  return {
    hub,
    clock,
    taken,
    looks,
    closed,
    opened: () => opened,
    plug: (identity: string, place = `/dev/${identity}`) =>
      void plugged.set(identity, { identity, place, name: `Scanner ${identity}` }),
    pull(identity: string) {
      plugged.delete(identity);
      heardBy.get(identity)?.onLost();
    },
    ears: (identity: string) => heardBy.get(identity),
    fail: (why: OpenTrouble | undefined) => (trouble = why),
    workWith: (next: typeof work) => (work = next),
    health: (deviceId: string) => hub.devices().find((one) => one.deviceId === deviceId)?.health,
  };
}

test('a scanner that is plugged in is used without being set up, and known again in another place', async () => {
  const { hub, clock, plug, pull, ears, taken, health, opened, closed } = desk();
  plug('s1', '/dev/hidraw0');
  await clock.pass(2_000);
  expect(hub.devices()).toMatchObject([
    { deviceId: 's1', name: 'Scanner s1', health: { state: 'ready', trouble: null }, automatic: true },
  ]);
  ears('s1')?.onScan('4006381333931');
  pull('s1');
  await clock.pass(0);
  expect(health('s1')).toEqual({ state: 'gone', trouble: null });
  expect(closed).toEqual(['/dev/hidraw0']);
  plug('s1', '/dev/hidraw7');
  await clock.pass(500);
  expect(health('s1')).toEqual({ state: 'ready', trouble: null });
  expect(opened()).toBe(2);
  ears('s1')?.onScan('5901234123457');
  await clock.pass(0);
  expect(taken).toEqual([
    { deviceId: 's1', text: '4006381333931' },
    { deviceId: 's1', text: '5901234123457' },
  ]);
  expect(hub.devices()).toMatchObject([{ scans: 2 }]);
});

test('a scanner that is away is looked for after half a second, then twice as long, at most two and a half', async () => {
  const { hub, clock, looks } = desk({ automatic: false });
  hub.add({ deviceId: 'till-scanner', driver: 'set-up', setup: { identity: 's1' } });
  const startMs = clock.now();
  await clock.pass(24_000);
  expect(looks.map((atMs) => atMs - startMs)).toEqual([
    0, 500, 1_500, 3_500, 6_000, 8_500, 11_000, 13_500, 16_000, 18_500, 21_000, 23_500,
  ]);
  expect(hub.devices()).toMatchObject([{ name: null, health: { state: 'looking', trouble: null } }]);
});

test('each failure says what is wrong, and the next success makes the wait short again', async () => {
  const { hub, clock, plug, pull, fail, health } = desk({ automatic: false });
  plug('s1');
  fail('denied');
  hub.add({ deviceId: 'mine', driver: 'set-up', setup: { identity: 's1' } });
  await clock.pass(8_000);
  expect(health('mine')).toEqual({ state: 'trouble', trouble: 'denied' });
  fail(undefined);
  await clock.pass(5_000);
  expect(health('mine')).toEqual({ state: 'ready', trouble: null });
  pull('s1');
  plug('s1');
  await clock.pass(500);
  expect(health('mine')).toEqual({ state: 'ready', trouble: null });
});

test('without the native part one line says so, nothing stops, and what works meanwhile goes on', async () => {
  const { hub, clock, fail } = desk();
  fail('native-missing');
  await clock.pass(5_000);
  expect(hub.devices()).toEqual([
    {
      deviceId: 'plugged',
      driver: 'plugged',
      name: null,
      health: { state: 'trouble', trouble: 'native-missing' },
      automatic: true,
      scans: 0,
    },
  ]);
  expect(await hub.scan({ deviceId: 'keyboard-wedge', text: 'X' })).toBe('X');
  fail(undefined);
  await clock.pass(2_000);
  expect(hub.devices()).toEqual([]);
});

test('a device has one owner: who comes second hears that it is taken, and gets it when it is free', async () => {
  const { hub, clock, plug, health, ears, taken, opened } = desk({ automatic: false });
  plug('s1');
  hub.add({ deviceId: 'first', driver: 'set-up', setup: { identity: 's1' } });
  await clock.pass(2_000);
  hub.add({ deviceId: 'second', driver: 'set-up', setup: { identity: 's1' } });
  await clock.pass(2_000);
  expect([health('first')?.state, health('second')]).toEqual([
    'ready',
    { state: 'trouble', trouble: 'busy' },
  ]);
  expect(opened()).toBe(1);
  ears('s1')?.onScan('A');
  await clock.pass(0);
  expect(taken).toEqual([{ deviceId: 'first', text: 'A' }]);
  await hub.remove('first');
  await clock.pass(5_000);
  expect(health('second')?.state).toBe('ready');
});

test('two at once are heard each for itself', async () => {
  const { clock, plug, ears, taken } = desk();
  plug('s1');
  plug('s2');
  await clock.pass(2_000);
  for (let count = 0; count < 20; count += 1) {
    ears('s1')?.onScan(`one ${count}`);
    ears('s2')?.onScan(`two ${count}`);
  }
  await clock.pass(0);
  expect(taken.filter(({ deviceId }) => deviceId === 's1').map(({ text }) => text)).toEqual(
    Array.from({ length: 20 }, (_, count) => `one ${count}`),
  );
  expect(taken).toHaveLength(40);
});

test('what came as noise is said beside the device until the next good code', async () => {
  const { clock, plug, ears, health } = desk();
  plug('s1');
  await clock.pass(2_000);
  ears('s1')?.onTrouble('garbled');
  expect(health('s1')).toEqual({ state: 'ready', trouble: 'garbled' });
  ears('s1')?.onScan('A');
  expect(health('s1')).toEqual({ state: 'ready', trouble: null });
});

test('a thousand scans in ten seconds: none is lost, none counted twice, all in order, and nothing piles up', async () => {
  const { hub, clock, plug, ears, taken, workWith } = desk();
  plug('s1');
  await clock.pass(2_000);
  workWith(async (scan) => {
    await new Promise<void>((resolve) => void clock.after(9, resolve));
    return scan.text;
  });
  const codes = Array.from({ length: 1_000 }, (_, count) => String(count));
  for (const code of codes) {
    ears('s1')?.onScan(code);
    void hub.scan({ deviceId: 'keyboard-wedge', text: code });
    await clock.pass(10);
  }
  await clock.pass(1_000);
  expect(taken.map(({ text }) => text)).toEqual(codes);
  expect(hub.devices()).toMatchObject([{ scans: 1_000, health: { state: 'ready', trouble: null } }]);
}, 60_000);

test('more than may wait is not taken, and is said, not forgotten in silence', async () => {
  const { hub, clock, plug, ears, taken, health, workWith } = desk({ capacity: 3 });
  plug('s1');
  await clock.pass(2_000);
  let goOn = (): void => {};
  const held = new Promise<void>((resolve) => (goOn = resolve));
  workWith(async (scan) => {
    await held;
    return scan.text;
  });
  for (const code of ['a', 'b', 'c', 'd']) ears('s1')?.onScan(code);
  expect(health('s1')).toEqual({ state: 'ready', trouble: 'flooded' });
  await expect(hub.scan({ deviceId: 'keyboard-wedge', text: 'e' })).rejects.toMatchObject({
    code: 'SCANS_FLOODED',
    retry: 'soon',
  });
  goOn();
  await clock.pass(0);
  ears('s1')?.onScan('f');
  await clock.pass(0);
  expect(taken.map(({ text }) => text)).toEqual(['a', 'b', 'c', 'f']);
  expect(health('s1')).toEqual({ state: 'ready', trouble: null });
});

test('a scan is handed on before anybody else gets a word in: what is confirmed after it comes after it', () => {
  const { hub, taken } = desk();
  void hub.scan({ deviceId: 'keyboard-wedge', text: 'a' });
  void hub.scan({ deviceId: 'keyboard-wedge', text: 'b' });
  expect(taken.map(({ text }) => text)).toEqual(['a', 'b']);
});

test('a scan whose work fails does not hold up the next', async () => {
  const { hub, workWith } = desk();
  workWith(async () => {
    throw new Error('disk full');
  });
  await expect(hub.scan({ deviceId: 'w', text: 'a' })).rejects.toThrow('disk full');
  workWith(async ({ text }) => text);
  expect(await hub.scan({ deviceId: 'w', text: 'b' })).toBe('b');
});

test('closing lets go of every device, and nothing is looked for any more', async () => {
  const { hub, clock, plug, closed, taken, ears } = desk();
  plug('s1');
  await clock.pass(2_000);
  await hub.close();
  expect(closed).toEqual(['/dev/s1']);
  ears('s1')?.onScan('late');
  await clock.pass(60_000);
  expect(taken).toEqual([]);
  expect(clock.waiting()).toBe(0);
});
