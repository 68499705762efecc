import { temporaryFolder } from '#test/support/a-till.ts';
import { saleOf } from './contender.ts';
import { contenders } from './contenders.ts';

/** A process that makes one contender sell, for strace to look at: its name, and how many sales. */
const [name, sales] = process.argv.slice(2);
const contender = contenders.find((one) => one.name === name);
if (!contender) throw new Error(`nobody is called "${name}"`);
const shop = { members: 100 };
const { dir, remove } = temporaryFolder();
const ledger = await contender.open(dir, shop);
for (let seq = 1; seq <= Number(sales); seq += 1) await ledger.sale(saleOf(seq, shop));
await ledger.close();
remove();
