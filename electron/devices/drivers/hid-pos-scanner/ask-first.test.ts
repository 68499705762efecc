import { afterEach, expect, test, vi } from 'vitest';
import { ok } from '#shared/base/result.ts';
import { systemClock } from '#electron/platform/clock.ts';

afterEach(() => {
  vi.doUnmock('../../transports/hid.ts');
  vi.resetModules();
});

/** What a scanner of this maker is told when it is opened, and whether it is open then. */
async function toldTo(identity: string, takesIt: boolean): Promise<{ told: number[][]; isOpen: boolean }> {
  const told: number[][] = [];
  vi.doMock('../../transports/hid.ts', () => ({
    listHid: () => Promise.resolve(ok([])),
    reportDescriptor: () => Promise.resolve(undefined),
    openHid: () =>
      Promise.resolve(
        ok({
          onReport: () => {},
          onLost: () => {},
          sendFeature(report: readonly number[]) {
            told.push([...report]);
            return Promise.resolve(takesIt);
          },
          close: () => Promise.resolve(),
        }),
      ),
  }));
  const { hidPosScanner } = await import('./hid-pos-scanner.driver.ts');
  const ears = { onScan: () => {}, onTrouble: () => {}, onLost: () => {} };
  const found = { identity, name: 'scanner', place: '/dev/hidraw0' };
  const driver = hidPosScanner.driver({}, systemClock);
  const opened = await driver.open(found, ears);
  if (opened.ok) await opened.value.close();
  return { told, isOpen: opened.ok };
}

test.each([
  ['hid:0c2e:0b87:18045B12AB', true],
  ['hid:23d0:0c70:#1', true],
  ['hid:0c2e:0b87:18045B12AB', false],
])(
  'Honeywell’s %s is asked for its codes by report 254, and is open whether it took that (%s)',
  async (identity, takesIt) => {
    expect(await toldTo(identity, takesIt)).toEqual({ told: [[254, 1]], isOpen: true });
  },
);

test('a scanner of another maker is told nothing', async () => {
  expect(await toldTo('hid:05e0:1300:S-1', true)).toEqual({ told: [], isOpen: true });
});
