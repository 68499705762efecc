// `npm run check`: everything that can be said about the house without running it, side by side.
import { spawn } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { importCruise } from './import-cruise.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const tool = (entry) => path.join(root, 'node_modules', entry);

/** The longest first, so that nothing long is left over at the end. */
const checks = [
  ['format', tool('oxfmt/bin/oxfmt'), '--check', '.'],
  ['lint', path.join(import.meta.dirname, 'lint-changed.mjs')],
  ['types', tool('typescript/bin/tsc'), '-b', '--singleThreaded'],
  ['tidy', tool('vitest/vitest.mjs'), 'run', '--config', 'test/tidy/vitest.config.ts'],
  ['imports', ...importCruise()],
];

/**
 * The checks share the cores by running side by side. Within a check a second thread costs more than it brings: compiler and linter type
 * the whole house again for each. Both are written in Go and end soon, so they collect no garbage until it would take a gibibyte.
 */
const oneCoreEach = { GOMAXPROCS: '1', GOGC: 'off', GOMEMLIMIT: '1GiB' };

/** Runs one check to its end. Its output is shown only when it fails, and then all of it. */
function run([name, ...command]) {
  const began = performance.now();
  const { FORCE_COLOR: _, ...env } = { ...process.env, ...oneCoreEach, NO_COLOR: '1' };
  const child = spawn(process.execPath, command, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  child.stdout.on('data', (bytes) => said.push(bytes));
  child.stderr.on('data', (bytes) => said.push(bytes));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(7)} ${seconds.padStart(5)} s`);
      if (code !== 0) console.log(Buffer.concat(said).toString().trimEnd());
      resolve(code === 0);
    });
  });
}

if (Number(process.versions.node.split('.')[0]) < 22) {
  console.error(
    `The checks need Node.js 22 or later and this is ${process.versions.node}: use "npm run check".`,
  );
  process.exit(1);
}
const waiting = [...checks];
const results = [];
async function work() {
  for (let check = waiting.shift(); check; check = waiting.shift()) results.push(await run(check));
}
await Promise.all(Array.from({ length: os.availableParallelism() }, work));
const failed = results.filter((passed) => !passed).length;
console.log(`check: ${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
