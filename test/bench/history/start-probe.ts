import { openCounter } from '#test/support/a-till.ts';

/** A process of its own that opens the till in a folder and recognises one card; prints how many milliseconds that took. */
const [folder = '', card = ''] = process.argv.slice(2);
const began = performance.now();
const till = await openCounter(folder);
till.scan(card);
const readyMs = performance.now() - began;
if (!till.checkout.view().member) throw new Error(`nobody has the card ${card}`);
till.close();
console.log(readyMs);
