import { backOfficeHandlers } from '#electron/api/back-office.handlers.ts';
import { membershipHandlers } from '#electron/api/membership.handlers.ts';
import { placesHandlers } from '#electron/api/places.handlers.ts';
import { refundHandlers } from '#electron/api/refund.handlers.ts';
import { createFetchSale } from '#electron/api/sold-elsewhere.ts';
import { createCheckout, type Checkout, type CheckoutOptions } from '#electron/checkout/checkout.ts';
import { createPatientCheckout, type PatientCheckout } from '#electron/checkout/patient-checkout.ts';
import { wasPutBack } from '#electron/opening.ts';
import { erasePerson } from '#electron/members/erase-person.ts';
import { verifyEd25519 } from '#electron/platform/machine.ts';
import { signerOf } from '#electron/platform/till-key.ts';
import type { Seen } from '#electron/platform/witness.ts';
import type { CentreClient } from '#electron/sync/centre-client.ts';
import { createFindItself } from '#electron/sync/find-itself.ts';
import { createLine } from '#electron/sync/line.ts';
import { createPull, type Counter } from '#electron/sync/pull.ts';
import { createPush } from '#electron/sync/push.ts';
import { createRights } from '#electron/sync/rights.ts';
import { sayStartedOver } from '#electron/sync/say-started-over.ts';
import { openStore, type Store } from '#electron/store/store.ts';
import type { Handlers } from '#shared/api/channel.ts';
import type { backOfficeApi } from '#shared/api/back-office.api.ts';
import type { membershipApi } from '#shared/api/membership.api.ts';
import type { placesApi } from '#shared/api/places.api.ts';
import type { refundApi } from '#shared/api/refund.api.ts';
import { businessDay } from '#shared/base/business-time.ts';
import type { Machine } from '#shared/base/machine.ts';
import { Trouble } from '#shared/base/trouble.ts';
import type { Envelope } from '#shared/ledger/envelope.ts';
import { floatOf, type ShopSettings } from '#shared/settings/shop-settings.ts';
import { diskUnder, forgetDisk, PowerCut, type Disk } from '../world/disk.ts';
import { virtualKey, virtualMachine } from '../world/machine.ts';
import type { Scheduler } from '../world/scheduler.ts';
import { createRounds } from './rounds.ts';

/** A till that runs: from the start of its process to its end. */
export interface TillLife {
  store: Store;
  checkout: Checkout;
  patient: PatientCheckout;
  /** Taking sales back, whoever sold. */
  refunds: Handlers<typeof refundApi>;
  /** Places, memberships, and what managers do. */
  desk: Handlers<typeof placesApi & typeof membershipApi & typeof backOfficeApi>;
  /** Forgets a person, as the members' desk does; the code by which it was refused, or null. */
  erase(walletId: string): string | null;
  /** A notice came from the centre. */
  hear(): void;
  /** Rejects with a PowerCut when the process is gone. */
  ended: Promise<never>;
}

export interface TillBoxOptions {
  seed: number;
  /** Names the machine: another one for a copy of the same till. */
  name: string;
  /** Which till it is: its key. */
  number: number;
  settings: ShopSettings;
  file: string;
  scheduler: Scheduler;
  client(): CentreClient;
  say: CheckoutOptions['say'];
  /** After each commit. */
  committed(box: TillBox, envelopes: readonly Envelope[]): void;
  /** The till says something that belongs into its log file. */
  says(sentence: string): void;
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
  /** How far its clock is off. */
  skewMs: number;
  /** What its witness saw last: it lies on another disk. */
  witness: Seen | undefined;
  /** Runs something on it; throws PowerCut when the machine goes dark meanwhile. */
  guard<T>(work: (life: TillLife) => T | Promise<T>): Promise<T>;
}

/** In place of a signature: nobody in these worlds lies about who he is. */
const unsigned = '0'.repeat(128);

/** What `electron/till.ts` waits: for the centre while a customer stands there, and until it writes to the witness. */
const longestAskingMs = 2_000;
const witnessAfterMs = 2_000;

/** A till's machine, dark at first. */
export function createTillBox(options: TillBoxOptions): TillBox {
  const { seed, name, number, file, scheduler, say, settings } = options;
  const disk = diskUnder(file);
  let life: TillLife | undefined;
  let lives = 0;
  let end = (): void => {};

  const stop = (): void => {
    const { store } = life ?? {};
    life = undefined;
    lives += 1;
    disk.powerBack();
    end();
    store?.close();
  };
  /** What an error in a running process means: the power went, or it is trouble, or a promise was broken. */
  const explain = (error: unknown, born: number): Error => {
    if (born !== lives) return new PowerCut('this process is gone');
    if (disk.isCut()) {
      stop();
      return new PowerCut('the power is gone');
    }
    if (!(error instanceof Trouble)) options.broken(error);
    return error as Error;
  };
  const patience = (): AbortSignal => {
    const born = lives;
    const waiting = new AbortController();
    scheduler.after(longestAskingMs, () => (born === lives ? waiting.abort() : undefined));
    return waiting.signal;
  };

  const open = (): TillLife => {
    lives += 1;
    const born = lives;
    const machine = virtualMachine(seed, `${name}/${lives}`, () => scheduler.now() + box.skewMs);
    const store = openStore(file, machine);
    try {
      return live(store, machine, born);
    } catch (error) {
      // A process that dies lets go of its file: nobody may put another one in its place while this one is open.
      store.close();
      throw error;
    }
  };
  const live = (store: Store, machine: Machine, born: number): TillLife => {
    if (wasPutBack(store, box.witness)) store.standing.keep({ state: 'restricted' });
    const time: Counter['time'] = () => ({
      atMs: machine.now(),
      day: businessDay(machine.now(), settings),
    });
    const rounds = createRounds({
      scheduler,
      runs: () => born === lives,
      trouble: (error) => explain(error, born) instanceof Trouble,
    });
    const committed = (envelopes: readonly Envelope[]): void => {
      options.committed(box, envelopes);
      push.wake();
      scheduler.after(witnessAfterMs, () => {
        if (born !== lives || disk.isCut()) return;
        const { writer, epoch, seq, hash } = store.head();
        box.witness = { writer, epoch, length: seq, head: hash };
      });
    };
    const checkout = createCheckout({
      store,
      settings,
      key: virtualKey(number),
      machine,
      verify: verifyEd25519,
      say,
      language: 'en',
      online: () => push.online() && pull.online(),
      committed,
      changed: () => {},
    });
    const client = options.client();
    const counter: Counter = {
      time,
      atCounter: () => checkout.holders(),
      float: (unit) => floatOf(settings, unit),
      learned: () => {},
      committed,
    };
    const { shop, tillName } = settings;
    const { publicKey } = virtualKey(number);
    const caller = {
      publicKey,
      sign: () => unsigned,
      shop,
      name: tillName,
      pairingCode: 'demo-pairing',
    };
    const findItself = createFindItself(store, client, time, (over, epoch) =>
      options.says(sayStartedOver(over, epoch)),
    );
    const line = createLine({
      store,
      centre: client,
      caller,
      machine,
      findItself,
    });
    const push = rounds.follow(createPush(store, client, line));
    const pull = rounds.follow(createPull(store, client, line, counter));
    const rights = createRights(store, client, line, counter);
    const patient = createPatientCheckout({
      checkout,
      patience,
      ask: (missing, signal) =>
        rights(missing, signal).catch((error: unknown) => {
          throw explain(error, born);
        }),
    });
    const elsewhere = {
      isOnline: () => push.online() && pull.online(),
      sale: async (saleId: string, signal: AbortSignal) =>
        (await line.ask((pass) => client.sale(pass, saleId, signal))).envelopes,
      rights,
      patience,
    };
    const office = { store, settings, machine, committed: () => committed([]), online: elsewhere.isOnline };
    const refunds = refundHandlers({ ...office, fetchSale: createFetchSale(store, elsewhere) });
    const paper = { say, language: 'en' as const, wake: () => {} };
    const signer = signerOf(virtualKey(number));
    const desk = {
      ...placesHandlers({ ...office, ...paper, machine, checkout, signer, elsewhere }),
      ...membershipHandlers({ ...office, ...paper, machine }),
      ...backOfficeHandlers(office),
    };
    const erase = (walletId: string): string | null => {
      if (store.standing.state() === 'retired') return 'RETIRED';
      const erased = erasePerson(store, walletId, store.writer, time());
      if (erased.ok) committed([]);
      return erased.ok ? null : erased.error.code;
    };
    const ended = new Promise<never>((_, reject) => {
      end = () => reject(new PowerCut('this process is gone'));
    });
    ended.catch(() => undefined);
    return { store, checkout, patient, refunds, desk, erase, hear: pull.wake, ended };
  };
  const box: TillBox = {
    name,
    number,
    file,
    disk,
    skewMs: 0,
    witness: undefined,
    life: () => life,
    start() {
      if (life) return true;
      try {
        life = open();
        return true;
      } catch (error) {
        const why = explain(error, lives);
        if (why instanceof PowerCut || why instanceof Trouble) return false;
        throw why;
      }
    },
    stop,
    async guard(work) {
      const born = lives;
      if (!life) throw new PowerCut('it is dark');
      const { ended } = life;
      const running = life;
      const working = (async () => work(running))();
      working.catch(() => undefined);
      try {
        return await Promise.race([working, ended]);
      } catch (error) {
        throw explain(error, born);
      }
    },
  };
  return box;
}

/** The machine is taken away for good. */
export function removeBox(box: TillBox): void {
  box.stop();
  forgetDisk(box.file);
}
