import type { Machine } from '#shared/base/machine.ts';
import { Trouble } from '#shared/base/trouble.ts';
import { eventSchema, protocol, type Session } from '#shared/sync/protocol.ts';
import { noHash } from '#shared/ledger/envelope.ts';
import { pairingText, sessionText } from '#shared/sync/signed-text.ts';
import type { Store } from '#electron/store/store.ts';
import type { CentreClient, Pass } from './centre-client.ts';
import { heardLately, keepCentreTime } from './centre-time.ts';
import { keepMark, storedMark } from './marks.ts';
import type { FindItself } from './find-itself.ts';

/** Who calls: the till's key and, for the first time, the owner's code. */
export interface Caller {
  publicKey: string;
  /** Signs a text: 64 bytes as hex. */
  sign(text: string): string;
  shop: string;
  name: string;
  /** Null for a till that was paired before and has none any more. */
  pairingCode: string | null;
}

/** The till's line to the centre: one session for all who ask, opened when somebody needs it. */
export interface Line {
  /** Asks within the session. When the centre ended it, another is opened and the question asked once more. */
  ask<T>(question: (pass: Pass) => Promise<T>): Promise<T>;
  /** Opens a session if there is none. Trouble when the centre does not want this till, or it was found to be a copy. */
  open(): Promise<void>;
  /** The next question opens another session. */
  hangUp(): void;
}

export interface LineOptions {
  store: Store;
  centre: CentreClient;
  caller: Caller;
  machine: Pick<Machine, 'now' | 'randomBytes'>;
  /** What a till does that was found to have two histories. */
  findItself: FindItself;
}

/** A greeting leads at most to pairing, to another generation, and to starting over; then it has to be good. */
const mostGreetings = 4;

/** Nobody is on the line yet. */
export function createLine({ store, centre, caller, machine, findItself }: LineOptions): Line {
  const { standing } = store;
  let current: Pass | undefined;
  let opening: Promise<Pass> | undefined;
  const greet = (): Promise<Session> => {
    const { writer, seq, hash } = store.head();
    const said = {
      protocol,
      schema: eventSchema,
      writer,
      epoch: standing.epoch(),
      head: { seq, hash },
      acked: storedMark(store),
      generation: standing.generation(),
      nonce: Buffer.from(machine.randomBytes(16)).toString('hex'),
      at: machine.now(),
    };
    return centre.openSession({ ...said, signature: caller.sign(sessionText(said)) });
  };
  const pair = async (refusal: Trouble): Promise<void> => {
    const { publicKey, name, shop, pairingCode: code } = caller;
    if (refusal.code !== 'NOT_PAIRED' || code === null) throw refusal;
    const said = { code, writer: store.writer, publicKey };
    await centre.pair({ ...said, name, shop, proof: caller.sign(pairingText(said)) });
    // What another centre confirmed and told is no word of this one.
    store.atOnce(() => {
      standing.keep({ generation: 0 });
      keepMark(store, { seq: 0, hash: noHash });
      store.learn([], '', true);
    });
  };
  const connect = async (): Promise<Pass> => {
    for (let greetings = 0; greetings < mostGreetings; greetings += 1) {
      const answer = await greet().catch((error: unknown) => {
        if (error instanceof Trouble) return pair(error);
        throw error;
      });
      if (!answer) continue;
      if (answer.verdict === 'retired' || answer.session === null) throw retired(store);
      keepCentreTime(store, answer.serverTime, machine.now());
      const pass = { session: answer.session, n: 0 };
      const old = answer.generation !== standing.generation();
      if (old) standing.keep({ generation: answer.generation });
      if (isCopy(store, answer)) await findItself(pass, answer);
      else if (!old) {
        keepMark(store, answer.stored);
        return pass;
      }
    }
    throw new Trouble('CENTRE_NOT_UNDERSTOOD', 'The centre greets this till again and again', 'later');
  };
  const session = async (): Promise<Pass> => {
    // A session may last for weeks; with each new one the centre tells its time.
    if (current && heardLately(store, machine.now())) return current;
    opening ??= connect().finally(() => (opening = undefined));
    current = await opening;
    return current;
  };
  /** What a refusal within this session means for all who ask. Whether asking again may help at once. */
  const heed = (error: unknown, pass: Pass): boolean => {
    if (!(error instanceof Trouble) || !endings.includes(error.code)) return false;
    // What is said late, of a session that another has replaced, says nothing of how we stand now.
    if (current === pass) {
      current = undefined;
      if (error.code === 'FORK' && standing.state() === 'sound') standing.keep({ state: 'restricted' });
      if (error.code === 'RETIRED') retired(store);
    }
    return error.code === 'SESSION';
  };
  return {
    async ask(question) {
      for (let first = true; ; first = false) {
        const pass = await session();
        pass.n += 1;
        try {
          return await question({ ...pass });
        } catch (error) {
          if (!heed(error, pass) || !first) throw error;
        }
      }
    },
    async open() {
      await session();
    },
    hangUp() {
      current = undefined;
    },
  };
}

/** After these the session is over, or says of us what we do not believe: the next one tells. */
const endings = ['SESSION', 'FORK', 'GAP', 'BROKEN_CHAIN', 'RETIRED', 'NOT_PAIRED'];

function retired(store: Store): Trouble {
  if (store.standing.state() !== 'retired') store.standing.keep({ state: 'retired' });
  return new Trouble('RETIRED', 'The owner took this till out of use', 'later');
}

/** Whether this till has two histories: the centre says so, our own log does not agree with its mark, or we found out before. */
function isCopy(store: Store, { verdict, stored }: Session): boolean {
  if (verdict === 'fork' || store.standing.state() === 'restricted') return true;
  const [ours] = stored.seq === 0 ? [] : store.ownAfter(stored.seq - 1, 1);
  return stored.seq > 0 && ours?.hash !== stored.hash;
}
