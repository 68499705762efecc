import { Trouble } from '#shared/base/trouble.ts';
import { noHash } from '#shared/ledger/envelope.ts';
import { batchEvents } from '#shared/sync/protocol.ts';
import { compareLogs, type LogComparison } from '#shared/sync/compare-logs.ts';
import { openTillKey } from '#electron/platform/till-key.ts';
import type { Store } from '#electron/store/store.ts';
import { createHttpCentre } from '#electron/sync/http-centre.ts';
import { createLine } from '#electron/sync/line.ts';
import type { Desk, TillCommand } from '../command.ts';
import { onTheLedger } from '../till-files.ts';

/** Compares a till's log with the centre's copy of it, event by event. Changes neither. */
export const reconcile: TillCommand = {
  usage: {
    name: 'reconcile',
    summary: "Compares the log with the centre's copy of it, event by event. The till must be closed.",
    options: [
      { name: 'centre', value: 'address', about: 'the centre, else TESSERA_CENTRE or the usual one' },
    ],
  },
  run: ({ options }, desk) =>
    onTheLedger(desk, async (store) => {
      const url = options['centre'] ? String(options['centre']).replace(/\/+$/, '') : desk.centreUrl;
      if (url === null) throw new Trouble('NO_CENTRE', 'This till has no centre. Name one with --centre.');
      try {
        return told(await compare(store, url, desk), store, desk);
      } catch (error) {
        if (!(error instanceof Trouble) || error.code !== 'CENTRE_UNREACHABLE') throw error;
        const how = 'Start the centre, or name its address with --centre. Nothing was compared.';
        throw new Trouble(error.code, `${url} does not answer. ${how}`, 'soon', { cause: error });
      }
    }),
};

async function compare(store: Store, url: string, desk: Desk): Promise<LogComparison> {
  const key = openTillKey(desk.dataDir);
  const sign = (text: string) => Buffer.from(key.sign(Buffer.from(text))).toString('hex');
  const centre = createHttpCentre({ url, timeoutMs: 15_000, sign }, desk.signal);
  // A fork is what this command is there to show, so the session of a fork reads on instead of starting over.
  let forked: { session: string; n: number } | undefined;
  const line = createLine({
    store,
    centre,
    caller: { publicKey: key.publicKey, sign, shop: '', name: '', pairingCode: null },
    machine: desk.machine,
    findItself: (pass) => {
      forked = pass;
      throw new Trouble('FORK', 'The centre holds another history of this till.');
    },
  });
  await line.open().catch((error: unknown) => {
    if (!forked) throw error;
  });
  const after = async (seq: number) => {
    if (!forked) return line.ask((pass) => centre.log(pass, seq));
    forked.n += 1;
    return centre.log({ ...forked }, seq);
  };
  return compareLogs(
    { head: store.head().seq, after: (seq) => store.ownAfter(seq, batchEvents) },
    { after: async (seq) => (await after(seq)).envelopes },
    (done, total) => desk.progress('events', done, total),
  );
}

function told({ common, onlyHere, onlyThere }: LogComparison, store: Store, desk: Desk): 'fine' | 'faults' {
  const [last] = common === 0 ? [] : store.ownAfter(common - 1, 1);
  desk.say(`${common} events are the same here and at the centre, up to ${last?.hash ?? noHash}.`);
  if (onlyThere > 0) {
    desk.say(
      `The centre has ${onlyThere} events that are not here, and ${onlyHere} of ours it does not have: this till was restored or copied. ` +
        'At its next start it starts over behind them, and spends nothing until then.',
    );
    return 'faults';
  }
  desk.say(onlyHere === 0 ? 'Nothing waits.' : `${onlyHere} events wait here to be uploaded.`);
  return 'fine';
}
