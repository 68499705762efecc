import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { speak } from '#electron/platform/language.ts';
import { assert } from '#shared/base/assert.ts';
import { only, scheduleOf } from '../schedule/schedule.ts';
import { createWorld } from '../world/world.ts';
import { copyDisk, scratchFolder } from './till-files.ts';

test('a till whose start is cut anywhere lets go of its file: what is put in its place is read as it is', async () => {
  const scratch = scratchFolder();
  const schedule = only(scheduleOf(1), [], []);
  const world = createWorld({ schedule, dir: scratch.dir, say: await speak('en'), traced: false });
  const [box] = world.boxes();
  assert(box, 'a world has tills');
  const head = box.life()?.store.head();
  assert(head, 'its tills run');
  box.stop();
  // What it wrote last is gone: it says so to itself when it starts, which is one more thing that may be cut.
  box.witness = { ...head, length: head.seq + 1, head: 'another' };
  const [own, another] = ['own.db', 'another.db'].map((name) => path.join(scratch.dir, name)) as [
    string,
    string,
  ];
  for (const copy of [own, another]) copyDisk(box.file, copy);
  // Its last commits are still in its log: a connection that is left over on the file would not know of them.
  const writing = new Database(another);
  writing.exec('CREATE TABLE put_here (name TEXT)');
  onTestFinished(() => {
    writing.close();
    world.close();
    scratch.remove();
  });
  let cuts = 0;
  for (box.disk.cutAfter(cuts); !box.start(); box.disk.cutAfter(cuts)) {
    copyDisk(another, box.file);
    const seen = new Database(box.file, { readonly: true });
    expect(seen.pragma('table_list(put_here)'), `cut after ${cuts} statements`).toHaveLength(1);
    seen.close();
    copyDisk(own, box.file);
    cuts += 1;
  }
  expect(cuts).toBeGreaterThan(10);
});
