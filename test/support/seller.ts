import { setTimeout as pause } from 'node:timers/promises';
import { openTill } from '#electron/till.ts';
import { cards } from './a-till.ts';

/**
 * A till that sells without pause, or every `pauseMs`, until it is told to stop or is killed:
 * `node seller.ts <folder> <from> <to> <centre url | off> [pauseMs]`. Sale i always carries the same id, so whoever starts it
 * again may ask for the last one once more. Prints `confirmed i <sale id>` only after the counter said so, and `stored <seq>
 * <hash>` when the till's own mark says that the centre acknowledged its log up to there, each with the moment in nanoseconds. Ends when its input is closed, so that it
 * does not outlive whoever started it.
 */
const [folder = '', from = '1', to = '0', centre = 'off', pauseMs = '0'] = process.argv.slice(2);
process.stdin.on('close', () => process.exit(3));
process.stdin.resume();
process.stdin.unref();
const now = () => String(process.hrtime.bigint());
const till = await openTill({
  dataDir: folder,
  shell: 'none',
  demo: true,
  centreUrl: centre === 'off' ? null : centre,
  pairingCode: 'demo-pairing',
  witnessDir: folder,
  printer: 'virtual',
  log: () => {},
});
console.log(`open ${till.store.writer}`);
let stored = 0;
function tellStored(): void {
  const seq = till.store.head().seq - till.link.pending();
  if (seq === stored) return;
  stored = seq;
  const [event] = till.store.ownAfter(seq - 1, 1);
  console.log(`stored ${seq} ${event?.hash ?? 'nothing'} ${now()}`);
}
for (let i = Number(from); i <= Number(to); i += 1) {
  till.checkout.scanned({ deviceId: 'seller', text: i % 3 === 0 ? cards.eightyPoints : cards.fresh });
  till.checkout.count('coffee', i % 4);
  const [voucher] = till.store.look.latestVouchers(1);
  if (voucher?.redeemedAtMs === null) till.checkout.scanned({ deviceId: 'seller', text: voucher.token });
  const answer = till.checkout.confirm(`${till.store.writer}-${i}`, '17.80');
  console.log(
    answer.ok ? `confirmed ${i} ${answer.outcome?.saleId} ${now()}` : `refused ${i} ${answer.refusal.code}`,
  );
  tellStored();
  // Lets the spool and the uploading have their turn, as the pauses between customers do.
  if (pauseMs === '0') await new Promise((next) => setImmediate(next));
  else await pause(Number(pauseMs));
}
await till.printed();
console.log('done');
await till.close();
