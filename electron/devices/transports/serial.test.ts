import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { assert } from '#shared/base/assert.ts';
import { serialRig, whyNoSerialRig } from '#test/rigs/serial-rig.ts';
import type { Link } from './link.ts';
import { openSerial, readOpenTrouble, type SerialAddress } from './serial.ts';

const at = (path: string): SerialAddress => ({
  path,
  baudRate: 9600,
  dataBits: 8,
  stopBits: 1,
  parity: 'none',
  hardwareFlow: false,
});
const soon = { timeout: 45_000, interval: 5 };

async function opened(path: string, closeMs = 200): Promise<Link> {
  const line = await openSerial(at(path), { openMs: 20_000, closeMs });
  assert(line.ok, 'the port opens');
  onTestFinished(() => line.value.close());
  return line.value;
}

describe.skipIf(whyNoSerialRig)(`a serial line (${whyNoSerialRig ?? 'over terminals of socat'})`, () => {
  test('carries bytes in both directions, each one as it is', async () => {
    const rig = await serialRig();
    const link = await opened(rig.path);
    const got: number[] = [];
    link.onBytes((bytes) => got.push(...bytes));
    const every = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    rig.send(every);
    await vi.waitUntil(() => got.length === 256, soon);
    expect(got).toEqual([...every]);

    const back: number[] = [];
    link.send(every);
    await vi.waitUntil(() => back.push(...rig.received()) && back.length === 256, soon);
    expect(back).toEqual([...every]);
  });

  test('tells once that the device is gone, also to whoever asks later, and drops what is sent after', async () => {
    const rig = await serialRig();
    const link = await opened(rig.path);
    const lost = vi.fn();
    link.onLost(lost);
    await rig.unplug();
    await vi.waitUntil(() => lost.mock.calls.length > 0, soon);
    link.send(Uint8Array.of(0x1b, 0x70, 0, 0x19, 0xfa));
    const late = vi.fn();
    link.onLost(late);
    await vi.waitUntil(() => late.mock.calls.length > 0, soon);
    expect(lost).toHaveBeenCalledTimes(1);

    await rig.replug();
    const again = await opened(rig.path);
    again.send(Uint8Array.of(0x0c));
    const back: number[] = [];
    await vi.waitUntil(() => back.push(...rig.received()) && back.length > 0, soon);
    expect(back).toEqual([0x0c]);
  });

  test('is one owner’s at a time, and free again once it was closed', async () => {
    const rig = await serialRig();
    const first = await opened(rig.path);
    expect(await openSerial(at(rig.path))).toEqual({ ok: false, error: 'busy' });
    await first.close();
    await first.close();
    await opened(rig.path);
  });

  test('hangs up on a device that takes nothing', async () => {
    const rig = await serialRig();
    const link = await opened(rig.path, 50);
    for (let block = 0; block < 40; block += 1) link.send(new Uint8Array(65_536));
    await link.close();
    expect((await openSerial(at(rig.path))).ok).toBe(true);
  });
});

test('a port that is not there, and one called off', async () => {
  expect(await openSerial(at('/dev/serial/by-id/nothing-of-the-kind'))).toEqual({
    ok: false,
    error: 'absent',
  });
  expect(await openSerial(at('/dev/null-and-void'), undefined, AbortSignal.abort())).toEqual({
    ok: false,
    error: 'interrupted',
  });
});

test.each([
  ['Error Resource temporarily unavailable Cannot lock port', 'busy'],
  ['Error: Permission denied, cannot open /dev/ttyUSB0', 'denied'],
  ['Opening COM3: Access denied', 'denied'],
  ['Error: No such file or directory, cannot open /dev/ttyUSB9', 'absent'],
  ['Opening COM9: File not found', 'absent'],
  ['Error: Inappropriate ioctl for device', 'unreachable'],
] as const)('the system’s words %j mean %s', (words, trouble) => {
  expect(readOpenTrouble(words)).toBe(trouble);
});
