import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inFewColours } from './few-colours.ts';

/**
 * `npm run snapshots`: takes the pictures of every screen that changed, in few colours. Look at what git says has changed before it is
 * committed: that is what they are for. `npm run snapshots -- --all` takes all of them anew,
 * `npm run snapshots -- counter-history` those whose name has that in it. (A code on a
 * picture is thrown in the order of all views: one that shows a code, as counter-sold does, is renewed with all of them.)
 */
const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(import.meta.dirname, 'snapshots');
const all = process.argv.includes('--all');
if (all) rmSync(folder, { recursive: true, force: true });
const playwright = path.join(root, 'node_modules/@playwright/test/cli.js');
const named = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const only = named.length === 0 ? [] : ['--grep', named.join('|')];
const which = `--update-snapshots=${all ? 'all' : 'changed'}`;
const asked = ['test', 'test/screens/snapshots.spec.ts', which, ...only];
const { status } = spawnSync(process.execPath, [playwright, ...asked], { cwd: root, stdio: 'inherit' });

/** What Playwright wrote has a colour for each pixel; what was made smaller has a palette. */
const isLarge = (png: Buffer): boolean => png[25] !== 3;
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.png'),
);
for (const file of files.map((name) => path.join(folder, name))) {
  const png = readFileSync(file);
  if (isLarge(png)) writeFileSync(file, inFewColours(png));
}
const bytes = files.reduce((sum, file) => sum + statSync(path.join(folder, file)).size, 0);
console.log(`${files.length} pictures, ${(bytes / 2 ** 20).toFixed(1)} MiB`);
process.exitCode = status ?? 1;
