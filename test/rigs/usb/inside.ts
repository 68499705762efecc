import { printerStories } from './printer-stories.ts';
import { scannerStories } from './scanner-stories.ts';
import { marks } from './stories.ts';

/** What runs in the machine: each story once, a line for each, and a last line that says that all of them had their turn. */
for (const { title, run } of [...scannerStories, ...printerStories]) {
  const began = performance.now();
  try {
    await run();
    console.log(`${marks.kept} ${title} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  } catch (error) {
    console.log(`${marks.broken} ${title}`);
    console.log(error instanceof Error ? error.stack : String(error));
  }
}
console.log(marks.end);
process.exit(0);
