import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { CentreStore } from '#central/store/store.ts';
import { createChanges, type Changes } from './changes.ts';
import { dashboardRoutes } from './dashboard.route.ts';
import { isLoopback, meantForUs } from './gate.ts';
import { createHomeward } from './homeward.ts';
import { problemOf, sayNo } from './problem.ts';
import { sessionRoutes } from './session.route.ts';
import { createNotices } from './notices.ts';
import { profilesRoutes } from './profiles.route.ts';
import { staffRoutes } from './staff.route.ts';
import { createRecallBook } from './recall-book.ts';
import { createRefundRecalls } from './refund-recalls.ts';
import { rightsRoutes } from './rights.route.ts';
import { createSessions } from './sessions.ts';
import { syncRoutes } from './sync.route.ts';
import { mostBytes, unpackJson } from './unpack.ts';

export interface ServerOptions {
  store: CentreStore;
  /** Where we listen; requests for other names are turned away, but for `names`. */
  host: string;
  names: readonly string[];
  /** Where the built dashboard lies. */
  dashboard: string;
  log: (line: string) => void;
  now?: () => number;
  /** How what is done later waits. */
  after?: (ms: number, work: () => void) => void;
  /** What onlookers are told by. */
  changes?: Changes;
  /** There may be something to settle. */
  wake?: () => void;
}

/** The centre on HTTP, not yet listening. */
export function buildServer(options: ServerOptions): FastifyInstance {
  const { store, host, names, dashboard, log, now = () => Date.now() } = options;
  const app = fastify({ bodyLimit: mostBytes, forceCloseConnections: true, requestTimeout: 60_000 });
  const changes = options.changes ?? createChanges(0);
  const sessions = createSessions(now);
  const recalls = createRecallBook(now);
  const notices = createNotices();
  const refunds = createRefundRecalls({ store, sessions, recalls, notices, log });
  const homeward = createHomeward({
    place: (arrivals) => store.place(arrivals, sessions.online(notices.isListening)),
    isAwaited: recalls.isAwaited,
    act({ told, recalls: planned }) {
      recalls.add(planned);
      for (const { till } of planned) notices.tell(till, 'recall');
      if (told.length > 0) changes.announce();
    },
    after: options.after ?? ((ms, work) => void setTimeout(work, ms).unref()),
    log,
  });
  const unheed = changes.listen(() => notices.tellAll('story'));

  const wake = options.wake ?? (() => undefined);

  app.addHook('onRequest', async (request, reply) => {
    if (meantForUs(request, host, names)) return;
    await sayNo(reply, { code: 'BAD_REQUEST', text: 'This centre does not go by that name.' }, 421);
  });
  app.addHook('onClose', () => {
    unheed();
    changes.close();
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    (request: FastifyRequest, body: Buffer) => unpackJson(body, request.headers['content-encoding']),
  );
  app.setErrorHandler((error, _, reply) => sayNo(reply, problemOf(error, log)));
  app.setNotFoundHandler((request, reply) =>
    request.url === '/'
      ? reply
          .type('text/plain; charset=utf-8')
          .code(404)
          .send('The dashboard is not built yet: npm run build')
      : sayNo(reply, { code: 'BAD_REQUEST', text: 'There is nothing here.' }, 404),
  );

  app.get('/healthz', async (_, reply) => {
    const well = await store.isThere();
    return reply.code(well ? 200 : 503).send({ ok: well });
  });
  void app.register(
    (scope, _, done) => {
      sessionRoutes(scope, { store, sessions, trial: isLoopback(host) && names.length === 0, now });
      done();
    },
    { prefix: '/v1' },
  );
  void app.register(
    (scope, _, done) => {
      syncRoutes(scope, { store, sessions, changes, recalls, refunds, homeward, wake });
      profilesRoutes(scope, { store, changes });
      staffRoutes(scope, { store, changes });
      rightsRoutes(scope, { store, sessions, recalls, refunds, homeward, notices });
      done();
    },
    { prefix: '/v1' },
  );
  void app.register((scope, _, done) => {
    const revoked = (till: string) => {
      notices.tell(till, 'retired');
      sessions.close(till);
    };
    dashboardRoutes(scope, { store, changes, folder: dashboard, revoked, wake: () => wake() });
    done();
  });
  return app;
}
