import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { demoShop } from '#electron/demo/demo-shop.ts';
import { writeYear } from '#electron/demo/year/write-year.ts';
import { chanceOf } from '#electron/demo/year/chance.ts';
import { nodeMachine, uuidV7 } from '#electron/platform/machine.ts';
import { readTillConfig } from '#electron/platform/till-config.ts';
import { createAdmission } from '#electron/shells/browser/admission.ts';
import { startLoopbackServer } from '#electron/shells/browser/loopback-server.ts';
import { openTwoTills, type TwoTills } from '#electron/training/two-tills.ts';
import { stillMs, stillYear } from './still-time.ts';

/**
 * A process of its own: the browser shell's till in a shop with a year behind it, at which it is always the same moment and all chance
 * is thrown anew from one seed. What it shows today it shows tomorrow.
 */
const config = readTillConfig(process.env, '');
await writeYear({
  ...stillYear,
  seed: 6,
  dataDir: config.dataDir,
  progress: () => undefined,
  signal: new AbortController().signal,
});
// In which language the shop speaks, where it is not the demo shop's own.
const language = process.env['STILL_LANGUAGE'];
if (language)
  writeFileSync(
    path.join(config.dataDir, 'settings.json'),
    JSON.stringify({ ...demoShop.settings, language }),
  );
const chance = chanceOf(7);
const machine = {
  ...nodeMachine,
  now: () => stillMs,
  newId: () => uuidV7(stillMs, chance.bytes(10)),
  // A secret, of which a picture shows the codes, whatever was thrown before it.
  randomBytes: (length: number) => (length === 16 ? chanceOf(length) : chance).bytes(length),
};
let tills: TwoTills | undefined;
const server = await startLoopbackServer({
  root: path.resolve(import.meta.dirname, '../../out/renderer'),
  port: 0,
  // Who may open a window is thrown by the computer: it is not on any picture.
  admission: createAdmission({ ...nodeMachine, ticksMs: () => performance.now() }),
  attach: (port, kind) => (kind === 'display' ? tills?.attachDisplay(port) : tills?.attach(port)),
});
tills = await openTwoTills({
  ...config,
  // The demo shop goes by its own settings alone.
  ...(language && { demo: false }),
  shell: 'browser',
  machine,
  openDisplay: () => ({ url: server.launchUrl('display') }),
});
process.on('SIGTERM', () => {
  void server
    .close()
    .then(() => tills?.close())
    .then(() => process.exit(0));
});
console.log(`open this once: ${server.launchUrl()}`);
