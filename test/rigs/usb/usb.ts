import path from 'node:path';
import { parseArgs } from 'node:util';
import { requireNode } from '#shared/base/node-version.ts';
import { findKernel } from './kernel.ts';
import { runMachine, whyNoMachine } from './machine.ts';
import { marks } from './stories.ts';

requireNode(process.versions.node);

/**
 * `npm run usb -- [--kernel FOLDER]`: the USB drivers against a real kernel's hidraw, usblp and ttyACM, in a machine that pretends the
 * devices to itself. For a nightly run: it takes minutes. Ends with 0 when every story was kept, with 2 when it cannot run here.
 */
const { values } = parseArgs({ options: { kernel: { type: 'string' } } });
const kernel = findKernel(values.kernel && path.resolve(values.kernel));
const why = whyNoMachine() ?? (typeof kernel === 'string' ? kernel : undefined);
if (why !== undefined || typeof kernel === 'string') {
  console.log(`usb: skipped. ${why}`);
  process.exit(2);
}
let [kept, broken, ended] = [0, 0, false];
await runMachine(kernel, (line) => {
  if (line.includes(marks.kept)) kept += 1;
  if (line.includes(marks.broken)) broken += 1;
  if (line.includes(marks.end)) ended = true;
  else console.log(line);
});
if (!ended) console.log('The machine stopped before the last story.');
console.log(`usb: ${kept} passed, ${broken} failed`);
process.exit(ended && broken === 0 && kept > 0 ? 0 : 1);
