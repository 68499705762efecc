import { createHash } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { SchoolChoice } from '#shared/api/training.api.ts';
import type { Port } from '#shared/api/channel.ts';
import { openTill, type Till } from '#electron/till.ts';
import type { TillOptions } from '#electron/till-options.ts';
import { ownSchool, sampleSchool, type School } from './school.ts';
import type { TrainingSwitch } from './training-switch.ts';

/** The real till, and beside it the one of make-believe as long as somebody trains. Windows are attached to one of them. */
export interface TwoTills {
  attach(port: Port): void;
  attachDisplay(port: Port): void;
  close(): Promise<void>;
}

/**
 * Opens the real till. It goes on while somebody trains: it uploads, listens to registers and prints what waits; only what is done at
 * the counter is done elsewhere, on data of its own, which no centre, no paper and no register ever sees.
 */
export async function openTwoTills(options: TillOptions): Promise<TwoTills> {
  let training: Till | undefined;
  let opened: { dataDir: string; till: Till } | undefined;
  let entering: Promise<void> = Promise.resolve();
  /** Opens what somebody learns with, unless it stands open; the shop may have been set up otherwise since. */
  const school = async (choice: SchoolChoice): Promise<Till> => {
    const own = choice === 'own' ? ownSchool(real) : undefined;
    const wanted = trainingOptions(options, switching, own ?? sampleSchool(real), own !== undefined);
    if (opened?.dataDir === wanted.dataDir) return opened.till;
    await opened?.till.close();
    opened = undefined;
    forgetOldSchools(options.dataDir, wanted.dataDir);
    const till = await openTill(wanted);
    opened = { dataDir: wanted.dataDir, till };
    return till;
  };
  const switching: TrainingSwitch = {
    enter(choice) {
      const turn = entering.then(async () => {
        if (training) return;
        training = await school(choice);
        real.moved();
      });
      entering = turn.catch(() => undefined);
      return turn;
    },
    async leave() {
      const from = training;
      training = undefined;
      from?.moved();
    },
    scanned: (scan) => training?.scanned(scan),
  };
  const real = await openTill({ ...options, switching });
  const current = (): Till => training ?? real;
  /** A page that has not heard yet that its till is another is not listened to: nothing of a training is ever sold. */
  const asLongAs = (till: Till, port: Port): Port => ({
    send: (frame) => port.send(frame),
    onClose: (listener) => port.onClose(listener),
    onFrame: (listener) => port.onFrame((frame) => till === current() && listener(frame)),
  });
  return {
    attach: (port) => current().server.attach(asLongAs(current(), port)),
    attachDisplay: (port) => current().displays.attach(asLongAs(current(), port)),
    async close() {
      await entering;
      await Promise.all([real.close(), opened?.till.close()]);
    },
  };
}

/** What is made by itself of a shop's own set-up lies in a folder that is named after it: another set-up, another folder. */
const ownFolder = 'own-';

function trainingOptions(
  options: TillOptions,
  switching: TrainingSwitch,
  school: School,
  isOwn: boolean,
): TillOptions {
  const bookDir = path.join(options.dataDir, 'training');
  const digest = createHash('sha256').update(JSON.stringify(school)).digest('hex').slice(0, 12);
  const dataDir = isOwn ? path.join(bookDir, `${ownFolder}${digest}`) : bookDir;
  return {
    ...options,
    dataDir,
    witnessDir: dataDir,
    demo: true,
    centreUrl: null,
    printer: 'virtual',
    display: null,
    training: { devicesDir: options.dataDir, bookDir, programs: isOwn ? 'own' : 'sample', school },
    switching,
  };
}

/** What was tried with an older set-up is make-believe: nobody misses it. */
function forgetOldSchools(dataDir: string, but: string): void {
  const folder = path.join(dataDir, 'training');
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder))
    if (name.startsWith(ownFolder) && path.join(folder, name) !== but)
      rmSync(path.join(folder, name), { recursive: true, force: true });
}
