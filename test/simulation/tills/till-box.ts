import type { CheckoutOptions } from '#electron/checkout/checkout.ts';
import { createCheckout, type Checkout } from '#electron/checkout/checkout.ts';
import { verifyEd25519 } from '#electron/platform/machine.ts';
import type { CentreClient } from '#electron/sync/centre-client.ts';
import { createPull } from '#electron/sync/pull.ts';
import { createPush } from '#electron/sync/push.ts';
import { openStore, type Store } from '#electron/store/store.ts';
import { Trouble } from '#shared/base/trouble.ts';
import type { Envelope } from '#shared/ledger/envelope.ts';
import { diskUnder, forgetDisk, PowerCut, type Disk } from '../world/disk.ts';
import { virtualKey, virtualMachine } from '../world/machine.ts';
import type { Scheduler } from '../world/scheduler.ts';
import { shopSettings } from './shop.ts';

/** A till that runs: from the start of its process to its end. */
export interface TillLife {
  store: Store;
  checkout: Checkout;
}

export interface TillBoxOptions {
  seed: number;
  /** Names the machine: another one for a copy of the same till. */
  name: string;
  /** Which till it is: its key and its settings. */
  number: number;
  file: string;
  scheduler: Scheduler;
  client(): CentreClient;
  say: CheckoutOptions['say'];
  /** After each commit at the counter. */
  committed(box: TillBox, envelopes: readonly Envelope[]): void;
  /** A promise of ours was broken: the world stops. */
  broken(error: unknown): void;
}

/** A machine at a counter: it may be dark, and its clock may be wrong. */
export interface TillBox {
  readonly name: string;
  readonly number: number;
  readonly file: string;
  readonly disk: Disk;
  /** Undefined while it is dark. */
  life(): TillLife | undefined;
  /** Starts it if it is dark. False when it could not start: the power went again, or the disk is full. */
  start(): boolean;
  /** Pulls the plug now. */
  stop(): void;
  skewMs: number;
  /** Runs something on it; if the power goes meanwhile it is dark afterwards, and stays so for a while. */
  guard<T>(work: () => T): T;
}

const rests = { idleMs: 1_800_000, firstTroubleMs: 5_000, longestTroubleMs: 600_000 };

/** A till's machine, dark at first. */
export function createTillBox(options: TillBoxOptions): TillBox {
  const { seed, name, number, file, scheduler, say } = options;
  const disk = diskUnder(file);
  let life: TillLife | undefined;
  let lives = 0;
  let wake = (): void => {};

  const stop = (): void => {
    const { store } = life ?? {};
    life = undefined;
    wake = () => {};
    lives += 1;
    disk.powerBack();
    store?.close();
  };
  const guard = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      if (disk.isCut()) {
        stop();
        throw new PowerCut('the power is gone');
      }
      if (!(error instanceof Trouble)) options.broken(error);
      throw error;
    }
  };
  /** What `follow` does with timers, done with the world's time. */
  const follow = (round: () => Promise<'more' | 'done'>): (() => void) => {
    const mine = lives;
    let troubles = 0;
    let resting = 0;
    let wakeable = false;
    const turn = async (): Promise<void> => {
      if (lives !== mine) return;
      const next = (ms: number, mayWake: boolean): void => {
        resting += 1;
        const rest = resting;
        wakeable = mayWake;
        scheduler.after(ms, () => (rest === resting ? void turn() : undefined));
      };
      wakeable = false;
      try {
        const result = await round();
        if (lives !== mine) return;
        troubles = 0;
        next(result === 'done' ? rests.idleMs : 0, true);
      } catch (error) {
        if (lives !== mine) return;
        if (disk.isCut()) return stop();
        if (!(error instanceof Trouble)) return options.broken(error);
        next(Math.min(rests.firstTroubleMs * 2 ** troubles, rests.longestTroubleMs), false);
        troubles += 1;
      }
    };
    scheduler.after(0, () => void turn());
    return () => {
      if (!wakeable) return;
      wakeable = false;
      resting += 1;
      scheduler.after(0, () => void turn());
    };
  };
  const open = (): TillLife => {
    lives += 1;
    const machine = virtualMachine(seed, `${name}/${lives}`, () => scheduler.now() + box.skewMs);
    const store = openStore(file, machine);
    const settings = shopSettings(number);
    const checkout = createCheckout({
      store,
      settings,
      key: virtualKey(number),
      machine,
      verify: verifyEd25519,
      say,
      language: 'en',
      committed(envelopes) {
        options.committed(box, envelopes);
        wake();
      },
      changed: () => {},
    });
    const client = options.client();
    const push = follow(createPush(store, client));
    const pull = follow(createPull(store, client, () => {}));
    wake = () => {
      push();
      pull();
    };
    return { store, checkout };
  };
  const box: TillBox = {
    name,
    number,
    file,
    disk,
    skewMs: 0,
    life: () => life,
    start() {
      if (life) return true;
      try {
        life = guard(open);
        return true;
      } catch (error) {
        if (error instanceof PowerCut || error instanceof Trouble) return false;
        throw error;
      }
    },
    stop() {
      stop();
    },
    guard,
  };
  return box;
}

/** The machine is taken away for good. */
export function removeBox(box: TillBox): void {
  box.stop();
  forgetDisk(box.file);
}
