import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

// What proves something must not run on something else than was asked: it would end well, and mean nothing.
test.each([
  ['simulation/simulate.ts', ['--seed', 'x'], '--seed needs a whole number behind it, not "x".'],
  ['simulation/simulate.ts', ['--seeds', '5'], '--seeds needs two numbers behind it, as 1..500, not "5".'],
  ['simulation/simulate.ts', ['--minutes', '1h'], '--minutes needs a whole number'],
  ['simulation/simulate.ts', ['--focus', 'offline,strom'], '--focus knows no "strom"; there are'],
  ['simulation/simulate.ts', ['--mutants=nobody'], '--mutants knows no "nobody"'],
  ['crash/crash.ts', ['--minutes', 'ten'], '--minutes needs a whole number'],
  ['crash/crash.ts', ['--powercut'], "Unknown option '--powercut'"],
  ['bench/bench.ts', ['legder'], 'npm run bench knows no "legder"; there are'],
])('%s %j is not understood, and nothing runs', (script, words, sentence) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`test/${script}`, ...words], {
    encoding: 'utf8',
  });
  expect(stderr.split('\n')[0]).toContain(sentence);
  expect(stderr).not.toContain('    at ');
  expect([status, stdout]).toEqual([2, '']);
});

test.each(['simulation/simulate.ts', 'crash/crash.ts', 'bench/bench.ts'])(
  '%s tells what may be said to it',
  (script) => {
    const { status, stdout } = spawnSync(process.execPath, [`test/${script}`, '--help'], {
      encoding: 'utf8',
    });
    expect([status, stdout.split(' --')[0]]).toEqual([0, expect.stringMatching(/^npm run /)]);
  },
);
