import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '#test/support/a-till.ts';
import { salesOnDisk } from '../truth/at-rest.ts';
import { diskUnder, forgetDisk, PowerCut } from './disk.ts';

test('the power goes while a till reads, and never while somebody judges what its disk holds', () => {
  const folder = temporaryFolder();
  onTestFinished(() => folder.remove());
  const file = path.join(folder.dir, 'till.db');
  const till = new Database(file);
  till.exec("CREATE TABLE sales (sale_id TEXT); INSERT INTO sales VALUES ('sale-1')");
  const disk = diskUnder(file);
  onTestFinished(() => forgetDisk(file));
  disk.cutAfter(0);
  expect(salesOnDisk(file)).toEqual(['sale-1']);
  expect(disk.isCut()).toBe(false);
  expect(() => till.prepare('SELECT sale_id FROM sales').all()).toThrow(PowerCut);
  expect(salesOnDisk(file)).toEqual(['sale-1']);
  till.close();
});
