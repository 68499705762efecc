import { describe, expect, test, vi } from 'vitest';
import { posReports, voyagerReports } from '#test/rigs/hid-captures.ts';
import { hidRig, whyNoHidRig } from '#test/rigs/hid-rig.ts';
import { foundScanners } from './hid-pos-scanner.driver.ts';

const soon = { timeout: 45_000, interval: 10 };

describe.skipIf(whyNoHidRig)(`a HID POS scanner (${whyNoHidRig ?? 'as umockdev pretends it'})`, () => {
  test('is found by itself, read, and read again when it is another hidraw after it was unplugged', async () => {
    const rig = hidRig();
    const state = (): string | undefined => rig.devices()[0]?.health.state;
    rig.plug(0, '18045B12AB');
    await vi.waitUntil(() => state() === 'ready', soon);
    expect(rig.devices()).toMatchObject([
      { deviceId: 'hid:0c2e:0b87:18045B12AB', name: 'Honeywell Voyager 1470', automatic: true },
    ]);
    for (const { bytes } of voyagerReports) rig.report(0, bytes);
    await vi.waitUntil(() => rig.scans.length === 2, soon);

    rig.unplug(0);
    await vi.waitUntil(() => state() === 'gone', soon);
    rig.plug(1, '18045B12AB');
    await vi.waitUntil(() => state() === 'ready', soon);
    for (const report of posReports('7'.repeat(208))) rig.report(1, report);
    await vi.waitUntil(() => rig.scans.length === 3, soon);
    expect(rig.scans.map(({ text }) => text)).toEqual([
      ...voyagerReports.map(({ text }) => text),
      `]Q1${'7'.repeat(208)}`,
    ]);
    expect(rig.devices()).toHaveLength(1);
  }, 60_000);

  test('pulled out after any report of a code it leaves nothing behind for the next', async () => {
    const rig = hidRig();
    const ready = () => vi.waitUntil(() => rig.devices()[0]?.health.state === 'ready', soon);
    const reports = posReports('7'.repeat(208));
    for (let cut = 1; cut < reports.length; cut += 1) {
      rig.plug(cut, 'S1');
      await ready();
      for (const report of [...posReports(`A${cut}`), ...reports.slice(0, cut)]) rig.report(cut, report);
      await vi.waitUntil(() => rig.scans.at(-1)?.text === `]Q1A${cut}`, soon);
      rig.unplug(cut);
      await vi.waitUntil(() => rig.devices()[0]?.health.state === 'gone', soon);
    }
    rig.plug(9, 'S1');
    await ready();
    for (const report of posReports('END')) rig.report(9, report);
    await vi.waitUntil(() => rig.scans.at(-1)?.text === ']Q1END', soon);
    expect(rig.scans.map(({ text }) => text)).toEqual([']Q1A1', ']Q1A2', ']Q1A3', ']Q1END']);
  }, 60_000);

  test('two at once are told apart, and of a thousand codes in a row none is lost', async () => {
    const rig = hidRig();
    rig.plug(0, 'AAA');
    rig.plug(1, 'BBB');
    await vi.waitUntil(
      () => rig.devices().length === 2 && rig.devices().every(({ health }) => health.state === 'ready'),
      soon,
    );
    const codes = Array.from({ length: 1_000 }, (_, count) => String(10_000 + count));
    for (const code of codes) for (const report of posReports(code, ']C0')) rig.report(0, report);
    for (const { bytes } of voyagerReports) rig.report(1, bytes);
    await vi.waitUntil(() => rig.scans.length === 1_002, soon);
    const of = (serial: string) =>
      rig.scans.filter(({ deviceId }) => deviceId.endsWith(serial)).map(({ text }) => text);
    expect(of('AAA')).toEqual(codes.map((code) => `]C0${code}`));
    expect(of('BBB')).toEqual(voyagerReports.map(({ text }) => text));
  }, 60_000);
});

test('a scanner is known by its serial number, and twins without one by their order', () => {
  const seen = { vendorId: 0x0c2e, productId: 0x0b87, name: 'Voyager', usagePage: 0x8c };
  const found = foundScanners([
    { ...seen, path: '/dev/hidraw10', serialNumber: '' },
    { ...seen, path: '/dev/hidraw9', serialNumber: '' },
    { ...seen, path: '/dev/hidraw3', serialNumber: 'S1' },
    { ...seen, path: '/dev/hidraw1', serialNumber: 'K', usagePage: 1, name: 'Keyboard' },
    { ...seen, path: '/dev/hidraw4', serialNumber: '', name: '', productId: 1 },
  ]);
  expect(found).toEqual([
    { identity: 'hid:0c2e:0b87:S1', name: 'Voyager', place: '/dev/hidraw3' },
    { identity: 'hid:0c2e:0001:#1', name: 'HID 0c2e:0001', place: '/dev/hidraw4' },
    { identity: 'hid:0c2e:0b87:#1', name: 'Voyager', place: '/dev/hidraw9' },
    { identity: 'hid:0c2e:0b87:#2', name: 'Voyager', place: '/dev/hidraw10' },
  ]);
});
