import path from 'node:path';
import type { Port } from '#shared/api/channel.ts';
import { readSettings } from '#electron/opening.ts';
import { openTill, type Till } from '#electron/till.ts';
import type { TillOptions } from '#electron/till-options.ts';
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
  let opening: Promise<Till> | undefined;
  const switching: TrainingSwitch = {
    async enter() {
      opening ??= openTill(trainingOptions(options, switching));
      const from = real;
      training = await opening;
      from.moved();
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
      await Promise.all([real.close(), opening?.then((till) => till.close())]);
    },
  };
}

function trainingOptions(options: TillOptions, switching: TrainingSwitch): TillOptions {
  const dataDir = path.join(options.dataDir, 'training');
  const { shop, tillName, language, zone, cutOffHour } = readSettings(options.dataDir, options.demo);
  return {
    ...options,
    dataDir,
    witnessDir: dataDir,
    demo: true,
    centreUrl: null,
    printer: 'virtual',
    display: null,
    training: { devicesDir: options.dataDir, settings: { shop, tillName, language, zone, cutOffHour } },
    switching,
  };
}
