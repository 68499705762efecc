import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Overview } from '#shared/sync/overview.ts';
import { NewPairingCode, OwnerDecision } from '#shared/sync/owner.ts';
import type { CentreStore } from '#central/store/store.ts';
import type { Changes } from './changes.ts';
import { isFromHere } from './gate.ts';
import { misread, sayNo } from './problem.ts';

const mostWatchers = 40;
const heartbeatMs = 15_000;

/** How a browser must treat our pages: nothing but what we serve ourselves, in no frame. */
const pageHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/** The owner's page and what it asks. Until owners have accounts it answers only to the computer it runs on. */
export function dashboardRoutes(
  app: FastifyInstance,
  options: {
    store: CentreStore;
    changes: Changes;
    folder: string;
    /** A till was revoked: nothing more is heard from it. */
    revoked: (till: string) => void;
    /** What the owner decided may let something be settled. */
    wake: () => void;
  },
): void {
  const { store, changes, folder, revoked, wake } = options;
  const watchers = new Set<() => void>();

  app.addHook('onRequest', async (request, reply) => {
    reply.headers(pageHeaders);
    if (isFromHere(request)) return;
    await reply
      .code(403)
      .type('text/plain; charset=utf-8')
      .send('The dashboard is open only on the computer that runs the centre.');
  });

  const overview = shared(() => store.overview());
  app.get('/api/overview', async (_, reply) => {
    reply.header('cache-control', 'no-store');
    return Overview.parse(await overview());
  });

  app.post('/api/pairing-codes', async (_, reply) => {
    reply.header('cache-control', 'no-store');
    return NewPairingCode.parse({ code: await store.makePairingCode() });
  });

  app.post('/api/decisions', async (request, reply) => {
    const decision = OwnerDecision.safeParse(request.body);
    if (!decision.success) return sayNo(reply, misread(decision.error));
    const done = await store.decideAsOwner(decision.data);
    if (!done.ok) return reply.code(409).send(done.error);
    if (decision.data.kind === 'revoke-till') revoked(decision.data.till);
    wake();
    changes.announce();
    return done.value;
  });

  app.get('/api/live', (request, reply) => {
    if (watchers.size >= mostWatchers) {
      return sayNo(reply, { code: 'UNAVAILABLE', text: 'Too many pages are watching already.' });
    }
    const leave = watch(reply, changes);
    watchers.add(leave);
    request.raw.once('close', () => {
      leave();
      watchers.delete(leave);
    });
    return reply;
  });

  app.addHook('preClose', () => {
    for (const leave of watchers) leave();
  });

  void app.register(fastifyStatic, {
    root: folder,
    setHeaders: (page, file) => {
      const lasting = /[\\/]assets[\\/]/.test(file);
      page.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-store');
    },
  });
}

/** Keeps a browser informed until it leaves: `changed` after changes, and a sign of life in between. */
function watch(reply: FastifyReply, changes: Changes): () => void {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    ...pageHeaders,
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
  });
  raw.write('retry: 1500\n\n');
  const beat = setInterval(() => raw.write(': here\n\n'), heartbeatMs).unref();
  const unhear = changes.listen(() => void raw.write('event: changed\ndata: {}\n\n'));
  return () => {
    clearInterval(beat);
    unhear();
    raw.end();
  };
}

/** Whoever asks while an answer is being made gets that answer. */
function shared<T>(make: () => Promise<T>): () => Promise<T> {
  let making: Promise<T> | undefined;
  return () => {
    making ??= make().finally(() => (making = undefined));
    return making;
  };
}
