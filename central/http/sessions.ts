import type { KeyObject } from 'node:crypto';
import { randomBytes } from 'node:crypto';
import type { OpenSession, Verdict } from '#shared/sync/protocol.ts';
import { createRequestWindow, type RequestWindow } from '#shared/sync/request-window.ts';

/** A till that is on the line: what it said when it opened, and the numbers its requests used up. */
export interface TillSession {
  token: string;
  writer: string;
  key: KeyObject;
  verdict: Verdict;
  /** The generation it was opened under, and where the till's log ended then. */
  generation: number;
  headSeq: number;
  window: RequestWindow;
  /** When it last asked something, by our clock. */
  heardAt: number;
}

/** Who is on the line. Kept in memory: after a restart of the centre every till opens a session again. */
export interface Sessions {
  open(said: OpenSession, key: KeyObject, verdict: Verdict): TillSession;
  /** Tills that could answer now: those that asked something a moment ago, or listen. Copies that were found out are not. */
  online(isListening: (writer: string) => boolean): Set<string>;
  find(token: string): TillSession | undefined;
  /** Ends a till's session, as when it is revoked. */
  close(writer: string): void;
  /** Whether a nonce is used for the first time within the time that they are kept. */
  isNew(nonce: string): boolean;
}

/** How long after its last request a till counts as being on the line. */
const onlineMs = 10_000;
/** How long a nonce is kept. */
const nonceLivesMs = 10 * 60_000;
const mostNonces = 200_000;

/** Nobody is on the line yet. */
export function createSessions(now: () => number): Sessions {
  const byToken = new Map<string, TillSession>();
  const byWriter = new Map<string, TillSession>();
  const nonces = new Map<string, number>();
  const close = (writer: string): void => {
    const session = byWriter.get(writer);
    if (!session) return;
    byWriter.delete(writer);
    byToken.delete(session.token);
  };
  return {
    open({ writer, generation, head }, key, verdict) {
      close(writer);
      const token = randomBytes(16).toString('hex');
      const session: TillSession = {
        token,
        writer,
        key,
        verdict,
        generation,
        headSeq: head.seq,
        window: createRequestWindow(),
        heardAt: now(),
      };
      byToken.set(token, session);
      byWriter.set(writer, session);
      return session;
    },
    find(token) {
      const session = byToken.get(token);
      if (session) session.heardAt = now();
      return session;
    },
    online(isListening) {
      const here = [...byWriter.values()].filter(
        ({ writer, verdict, heardAt }) =>
          verdict !== 'fork' && (heardAt > now() - onlineMs || isListening(writer)),
      );
      return new Set(here.map(({ writer }) => writer));
    },
    close,
    isNew(nonce) {
      const at = now();
      for (const [old, since] of nonces) {
        if (since > at - nonceLivesMs && nonces.size < mostNonces) break;
        nonces.delete(old);
      }
      if (nonces.has(nonce)) return false;
      nonces.set(nonce, at);
      return true;
    },
  };
}
