import { openTill } from '#electron/till.ts';
import { cards } from './a-till.ts';

/**
 * A till that sells without pause until it is told to stop or is killed: `node seller.ts <folder> <from> <to> <centre url | off>`.
 * Sale i carries the command id `sale-i`, so whoever starts it again may ask for the last one once more. Prints `confirmed i
 * <sale id>` only after the counter said so.
 */
const [folder = '', from = '1', to = '0', centre = 'off'] = process.argv.slice(2);
const till = await openTill({
  dataDir: folder,
  shell: 'none',
  demo: true,
  centreUrl: centre === 'off' ? null : centre,
  pairingSecret: 'demo-pairing',
  printer: 'virtual',
  log: () => {},
});
console.log('open');
for (let i = Number(from); i <= Number(to); i += 1) {
  till.checkout.scanned({ deviceId: 'seller', text: i % 3 === 0 ? cards.eightyPoints : cards.fresh });
  till.checkout.count('coffee', i % 4);
  const [voucher] = till.store.look.latestVouchers(1);
  if (voucher?.redeemedAtMs === null) till.checkout.scanned({ deviceId: 'seller', text: voucher.token });
  const answer = till.checkout.confirm(`sale-${String(i).padStart(4, '0')}`, '17.80');
  console.log(answer.ok ? `confirmed ${i} ${answer.outcome?.saleId}` : `refused ${i} ${answer.refusal.code}`);
  // Lets the spool and the uploading have their turn, as the pauses between customers do.
  await new Promise((next) => setImmediate(next));
}
await till.printed();
console.log('done');
await till.close();
