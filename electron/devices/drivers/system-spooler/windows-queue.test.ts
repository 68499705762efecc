import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { listWindowsQueues } from '#electron/devices/transports/windows-spooler.ts';
import { pretendWindows, type PretendedWindows } from '#test/rigs/powershell-stand-in.ts';
import { seeded } from '#test/support/seeded.ts';
import { systemSpooler, SystemSpoolerSettings } from './system-spooler.driver.ts';

const machine = { randomBytes: (length: number) => new Uint8Array(length) };
const name = 'EPSON TM-T20III Receipt';
const job = seeded(3).bytes(40_000);
const toQueue = (queue = name, limits = {}) =>
  systemSpooler.open(SystemSpoolerSettings.parse({ queue, system: 'windows', limits }), machine);
const given = (windows: PretendedWindows = {}) => pretendWindows({ queues: [name], ...windows });

/** Everything that would mean something else in a command line, in a script, or in another code page. */
const oddNames = [
  '-Action',
  '$(calc)',
  "'; Remove-Item *; '",
  '\\\\kassza\\Blokknyomtató "ő"',
  '`n`n',
  '%PATH%',
  '{"ask":"list"}',
];

describe.skipIf(process.platform === 'win32')(
  'a queue of the Windows spooler, as its script speaks (no Windows here)',
  () => {
    test('takes the very bytes, and never says more than that it took them; one script serves all questions', async () => {
      const windows = given();
      const driver = toQueue();
      expect(await driver.look()).toEqual({ trouble: null, paperLow: false });
      for (let count = 0; count < 3; count += 1)
        expect(await driver.print(job)).toEqual({ outcome: 'unknown', trouble: 'handed-over' });
      expect(windows.jobs().map(({ bytes }) => bytes.equals(job))).toEqual([true, true, true]);
      expect(windows.starts()).toHaveLength(1);
    });

    test('is named by data and never by a word of a command, whatever it is called', async () => {
      const windows = pretendWindows({ queues: oddNames });
      expect(await listWindowsQueues()).toEqual(oddNames);
      for (const queue of oddNames)
        expect(await toQueue(queue).print(job.subarray(0, 9))).toEqual({
          outcome: 'unknown',
          trouble: 'handed-over',
        });
      expect(windows.jobs().map(({ queue }) => queue)).toEqual(oddNames);
      for (const words of windows.starts()) {
        expect(words.slice(0, -1)).toEqual([
          '-NoLogo',
          '-NoProfile',
          '-NonInteractive',
          '-ExecutionPolicy',
          'Bypass',
          '-File',
        ]);
        expect(words.at(-1)).toMatch(/resources.windows.print-raw\.ps1$/);
      }
    });

    test.each([
      ['ready', { status: 0 }, null],
      ['busy printing', { status: 0x400 }, null],
      ['paused', { status: 0x1 }, 'queue-off'],
      ['being removed', { status: 0x4 }, 'queue-off'],
      ['out of paper', { status: 0x10 }, 'paper-out'],
      ['jammed', { status: 0x8 }, 'paper-out'],
      ['open', { status: 0x40_0000 }, 'cover-open'],
      ['open and in error', { status: 0x40_0002 }, 'cover-open'],
      ['off', { status: 0x80 }, 'offline'],
      ['set to work offline', { attributes: 0x400 }, 'offline'],
    ])('a queue that is %s', async (_how, windows, trouble) => {
      const { jobs } = given(windows);
      const driver = toQueue();
      expect(await driver.look()).toEqual({ trouble, paperLow: false });
      const printed = trouble
        ? { outcome: 'not-printed', trouble }
        : { outcome: 'unknown', trouble: 'handed-over' };
      expect(await driver.print(job)).toEqual(printed);
      expect(jobs()).toHaveLength(trouble ? 0 : 1);
    });

    test('that is not there got nothing', async () => {
      const { jobs } = given();
      expect(await toQueue('nowhere').print(job)).toEqual({ outcome: 'not-printed', trouble: 'queue-off' });
      expect(jobs()).toEqual([]);
    });

    test.each([
      ['ends', 'start', { outcome: 'not-printed', trouble: 'native-missing' }],
      ['fails', 'start', { outcome: 'not-printed', trouble: 'native-missing' }],
      ['hangs', 'start', { outcome: 'not-printed', trouble: 'native-missing' }],
      ['ends', 'open', { outcome: 'not-printed', trouble: 'no-answer' }],
      ['fails', 'open', { outcome: 'not-printed', trouble: 'queue-off' }],
      ['hangs', 'open', { outcome: 'not-printed', trouble: 'no-answer' }],
      ['ends', 'writing', { outcome: 'unknown', trouble: 'no-answer' }],
      ['fails', 'writing', { outcome: 'unknown', trouble: 'no-answer' }],
      ['hangs', 'writing', { outcome: 'unknown', trouble: 'no-answer' }],
    ] as const)('a script that %s at %s: unknown only where bytes may have gone', async (how, at, result) => {
      given({ how, at });
      const limits = how === 'hangs' ? { askMs: at === 'start' ? 1_000 : 20_000, printMs: 3_000 } : {};
      expect(await toQueue(name, limits).print(job)).toEqual(result);
    });

    test('a queue that took fewer bytes than it was given is not one that took them', async () => {
      given({ takes: 39_999 });
      expect(await toQueue().print(job)).toEqual({ outcome: 'unknown', trouble: 'no-answer' });
    });

    test('a script that ended is started again for the next question', async () => {
      const windows = given({ how: 'ends', at: 'writing' });
      const driver = toQueue();
      expect(await driver.print(job)).toMatchObject({ outcome: 'unknown' });
      expect(await driver.look()).toEqual({ trouble: null, paperLow: false });
      expect(windows.starts()).toHaveLength(2);
    });

    test('no PowerShell is a missing part, and what was called off got nothing', async () => {
      vi.stubEnv('SystemRoot', '/nowhere');
      expect(await toQueue().print(job)).toEqual({ outcome: 'not-printed', trouble: 'native-missing' });
      expect(await listWindowsQueues()).toEqual([]);
      const { jobs } = given();
      const signal = AbortSignal.abort();
      expect(await toQueue().print(job, { signal })).toEqual({
        outcome: 'not-printed',
        trouble: 'interrupted',
      });
      expect(jobs()).toEqual([]);
    });
  },
);

test('the script reads the same in every code page, and builds no command out of anything', () => {
  const script = readFileSync(
    path.resolve(import.meta.dirname, '../../../../resources/windows/print-raw.ps1'),
    'utf8',
  );
  expect(script).toMatch(/^[\t\n\r -~]+$/);
  expect(script).not.toMatch(/Invoke-Expression|\biex\b|\$args|param\s*\(|Start-Process|ScriptBlock/i);
  // It says that a job has begun before it writes any of it: what the driver believes of one that ended.
  expect(script.indexOf("says = 'started'")).toBeLessThan(script.indexOf('[TesseraSpooler]::Write('));
});
