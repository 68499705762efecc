import type { FastifyInstance } from 'fastify';
import { eventSchema, OpenSession, Pair, protocol } from '#shared/sync/protocol.ts';
import { pairingText, sessionText } from '#shared/sync/signed-text.ts';
import { isSignedBy, readPublicKey } from '#central/platform/machine.ts';
import type { CentreStore } from '#central/store/store.ts';
import { cameThroughAProxy } from './gate.ts';
import { misread, sayNo } from './problem.ts';
import type { Sessions } from './sessions.ts';

const guessesPerMinute = 20;

/** How a till comes in: once with the owner's code, then again and again with its key. */
export function sessionRoutes(
  app: FastifyInstance,
  options: { store: CentreStore; sessions: Sessions; trial: boolean; now: () => number },
): void {
  const { store, sessions, trial, now } = options;
  const guesses = { minute: 0, wrong: 0 };
  const mayGuess = (): boolean => {
    const minute = Math.floor(now() / 60_000);
    if (guesses.minute !== minute) Object.assign(guesses, { minute, wrong: 0 });
    return guesses.wrong < guessesPerMinute;
  };

  app.post('/pair', async (request, reply) => {
    const said = Pair.safeParse(request.body);
    if (!said.success) return sayNo(reply, misread(said.error));
    const { proof, ...pair } = said.data;
    if (!mayGuess())
      return sayNo(reply, { code: 'BUSY', text: 'Too many wrong pairing codes: wait a minute.' });
    if (!isSignedBy(readPublicKey(pair.publicKey), pairingText(pair), proof))
      return sayNo(reply, { code: 'BAD_CODE', text: 'The till does not hold the key that it shows.' });
    const paired = await store.pair(pair, trial && !cameThroughAProxy(request));
    if (paired.ok) return paired.value;
    guesses.wrong += 1;
    return sayNo(reply, paired.error);
  });

  app.post('/session', async (request, reply) => {
    const asked = OpenSession.safeParse(request.body);
    if (!asked.success) return sayNo(reply, misread(asked.error));
    const { signature, ...said } = asked.data;
    if (said.protocol !== protocol) {
      const text = `This centre speaks protocol ${protocol}, this till ${said.protocol}: update the older one.`;
      return sayNo(reply, { code: 'OTHER_PROTOCOL', text });
    }
    if (said.schema > eventSchema) {
      const text =
        'This till knows events that this centre does not: update the centre. What the till sells waits there.';
      return sayNo(reply, { code: 'OTHER_PROTOCOL', text });
    }
    const hex = await store.keyOf(said.writer);
    const stranger = { code: 'NOT_PAIRED', text: 'This till is not paired with this centre.' } as const;
    if (!hex) return sayNo(reply, stranger);
    const key = readPublicKey(hex);
    if (!isSignedBy(key, sessionText(said), signature))
      return sayNo(reply, { ...stranger, text: 'This is not the key that was paired under this name.' });
    if (!sessions.isNew(said.nonce))
      return sayNo(reply, { code: 'SESSION', text: 'This opening of a session was used before.' });
    const judged = await store.openSession(said);
    if (!judged.ok) return sayNo(reply, judged.error);
    const { verdict } = judged.value;
    if (verdict === 'retired') sessions.close(said.writer);
    const session = verdict === 'retired' ? null : sessions.open(asked.data, key, verdict).token;
    return { session, ...judged.value };
  });
}
