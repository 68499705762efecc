import { moneyOrder } from './voucher-orders.ts';
import { openTestTill } from './open-till.ts';

/**
 * A till that prints a batch of vouchers until none waits any more: `node batch-printer.ts <folder> <printer> <count>`. The batch
 * always has the same id, so whoever starts it again goes on with it. Prints `done` and ends; it also ends when its input is closed.
 */
const [folder = '', printer = '', count = '0'] = process.argv.slice(2);
process.stdin.on('close', () => process.exit(3));
process.stdin.resume();
process.stdin.unref();
const { screen, close } = await openTestTill(folder, { printer });
const ended = new Promise<void>((resolve) => {
  const look = ({ counts }: { counts: Record<string, number> }): void => {
    if ((counts['queued'] ?? 0) + (counts['sending'] ?? 0) === 0) resolve();
  };
  screen.on('print.batch-changed', look);
  void screen
    .call('vouchers.print', { batchId: 'batch-1', count: Number(count), order: moneyOrder(500) })
    .then((answer) => answer.ok && look(answer.batch));
});
await ended;
console.log('done');
await close();
process.exit(0);
