import type { CentreState } from '../centre/centre-state.ts';
import type { Fault } from '../schedule/fault.ts';
import { copyDisk } from '../tills/till-files.ts';
import type { TillBox } from '../tills/till-box.ts';
import type { World } from './world.ts';

/** Puts the faults of the schedule into the world's time. Those of the network are read off the schedule by the weather. */
export function plantFaults(world: World): void {
  for (const fault of world.schedule.faults) plant(world, fault);
}

function plant(world: World, fault: Fault): void {
  const { scheduler, line } = world;
  const at = (ms: number, sentence: string, happen: () => void) =>
    scheduler.at(ms, () => {
      if (world.healed()) return;
      line.tell(`!! ${fault.id}: ${sentence}`);
      happen();
    });
  const box = (till: number): TillBox => world.boxes()[till] as TillBox;
  switch (fault.kind) {
    case 'power-cut':
      at(fault.atMs, `till-${fault.till} goes dark after ${fault.statements} statements`, () =>
        cutPower(world, box(fault.till), fault.statements, fault.darkMs),
      );
      return;
    case 'disk-full':
      at(fault.atMs, `the disk of till-${fault.till} is full`, () => box(fault.till).disk.setFull(true));
      at(fault.atMs + fault.forMs, 'there is room again', () => box(fault.till).disk.setFull(false));
      return;
    case 'clock-jump':
      at(fault.atMs, `the clock of till-${fault.till} jumps by ${fault.byMs} ms`, () => {
        box(fault.till).skewMs += fault.byMs;
      });
      return;
    case 'restored':
      restoreTill(world, fault, at);
      return;
    case 'cloned':
      at(fault.atMs, `till-${fault.till} is copied, and both go on`, () => clone(world, box(fault.till)));
      return;
    case 'centre-restored': {
      let backup: CentreState | undefined;
      at(fault.backupAtMs, 'the centre is backed up', () => (backup = world.centre.backup()));
      at(fault.atMs, 'the centre is restored', () => {
        if (!backup) return;
        world.centre.restore(backup);
        world.countLosses();
      });
      return;
    }
    case 'revoked':
      at(fault.atMs, `till-${fault.till} is revoked`, () => world.revoke(box(fault.till)));
      return;
    case 'excluded':
      at(fault.atMs + Math.floor(fault.forMs / 2), `till-${fault.till} is given up`, () =>
        world.exclude(box(fault.till)),
      );
      return;
    case 'offline':
    case 'storm':
    case 'centre-down':
    case 'slow-centre':
      return;
    default:
      fault satisfies never;
  }
}

function cutPower(world: World, box: TillBox, statements: number, darkMs: number): void {
  box.disk.cutAfter(statements);
  // Whoever is at the counter starts it again; if nobody is, somebody notices after a while.
  world.scheduler.after(darkMs, () => void (world.healed() || world.isServing(box) || box.start()));
}

type At = (ms: number, sentence: string, happen: () => void) => void;

function restoreTill(world: World, fault: Extract<Fault, { kind: 'restored' }>, at: At): void {
  const backup = world.fileFor(fault.id);
  let made = false;
  at(fault.backupAtMs, `till-${fault.till} is backed up`, () => {
    const box = world.boxes()[fault.till] as TillBox;
    copyDisk(box.file, backup);
    made = true;
  });
  at(fault.atMs, `till-${fault.till} is restored`, () => {
    if (!made) return;
    const box = world.boxes()[fault.till] as TillBox;
    const head = box.life()?.store.head();
    box.stop();
    if (fault.witness === 'goes') box.witness = undefined;
    // Of a till that is dark nobody knows how much more it wrote than its witness saw.
    if (!head || box.witness?.head !== head.hash) world.truth.allowDouble(box.name);
    copyDisk(backup, box.file);
    world.countLosses();
    box.start();
  });
}

function clone(world: World, box: TillBox): void {
  const name = `${box.name}-copy`;
  const file = world.fileFor(name);
  copyDisk(box.file, file);
  for (const one of [box.name, name]) world.truth.allowDouble(one);
  world.addBox(name, box.number, file).start();
}
