import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { Trouble } from '#shared/base/trouble.ts';
import { sessionHeaders } from '#shared/sync/protocol.ts';
import { requestText } from '#shared/sync/signed-text.ts';
import { isSignedBy } from '#central/platform/machine.ts';
import type { Sessions, TillSession } from './sessions.ts';

const onTheLine = new WeakMap<FastifyRequest, TillSession>();
const nothing = Buffer.alloc(0);

const no = (text: string): Trouble => new Trouble('SESSION', text, 'soon');

/** The session of a request whose signature was checked. */
export function sessionOf(request: FastifyRequest): TillSession {
  const session = onTheLine.get(request);
  if (!session) throw no('This request belongs to no session.');
  return session;
}

const header = (request: FastifyRequest, name: string): string => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
};

/** The session that a request says it belongs to, before its signature is known: a stranger's body is not even read. */
export function findSession(request: FastifyRequest, sessions: Sessions): TillSession {
  const session = sessions.find(header(request, sessionHeaders.session));
  if (!session) throw no('This session is over: open another one.');
  return session;
}

/** Lets a request pass, with its bytes as they were sent, when the till of its session signed it and its number is new. */
export function checkSigned(
  request: FastifyRequest,
  sessions: Sessions,
  body: Buffer = nothing,
): TillSession {
  const token = header(request, sessionHeaders.session);
  const session = findSession(request, sessions);
  const said = header(request, sessionHeaders.n);
  const n = /^[1-9]\d{0,14}$/.test(said) ? Number(said) : 0;
  const text = requestText({
    method: request.method === 'POST' ? 'POST' : 'GET',
    path: request.raw.url ?? '',
    session: token,
    n,
    bodyHash: createHash('sha256').update(body).digest('hex'),
  });
  if (!isSignedBy(session.key, text, header(request, sessionHeaders.signature)))
    throw no('The signature of this request is not the one of its session.');
  if (!session.window.take(n)) throw no('A request of this number was here already.');
  onTheLine.set(request, session);
  return session;
}
