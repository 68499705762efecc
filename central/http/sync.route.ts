import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { arrivalOf } from '#shared/sync/placement.ts';
import { AskHistory } from '#shared/sync/protocol.ts';
import { readUpload } from '#shared/sync/read-upload.ts';
import { mayBeSettled } from '#shared/sync/settle.ts';
import { RecordId } from '#shared/ledger/record-id.ts';
import type { CentreStore } from '#central/store/store.ts';
import type { Changes } from './changes.ts';
import type { Homeward } from './homeward.ts';
import { misread, sayNo } from './problem.ts';
import type { RecallBook } from './recall-book.ts';
import type { RefundRecalls } from './refund-recalls.ts';
import type { Sessions } from './sessions.ts';
import { checkSigned, findSession, sessionOf } from './signed.ts';
import { unpackJson } from './unpack.ts';

const StoryRequest = z.object({
  cursor: z.string().max(4_000).default(''),
  after: z.coerce.number().int().nonnegative().default(0),
});
const LogRequest = z.object({ after: z.coerce.number().int().nonnegative() });
const SaleRequest = z.object({ saleId: RecordId });

/** How many uploads are taken at once; the rest is told to come back. The database has a connection for each. */
const mostUploads = 8;

export interface SyncOptions {
  store: CentreStore;
  sessions: Sessions;
  changes: Changes;
  recalls: RecallBook;
  refunds: RefundRecalls;
  homeward: Homeward;
  /** There may be something to settle. */
  wake: () => void;
}

/** What tills ask within a session: shared/sync/protocol.ts over HTTP. No body is read before its signature was checked. */
export function syncRoutes(app: FastifyInstance, options: SyncOptions): void {
  const { store, sessions, changes, recalls, refunds, homeward, wake } = options;
  let uploads = 0;

  app.addHook('onRequest', async (request) => {
    if (request.method === 'POST') findSession(request, sessions);
    else checkSigned(request, sessions);
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    (request: FastifyRequest, body: Buffer) => {
      checkSigned(request, sessions, body);
      return unpackJson(body, request.headers['content-encoding']);
    },
  );
  // A copy that was found out only reads its own log, and asks for an epoch of its own.
  app.addHook('preHandler', async (request, reply) => {
    if (sessionOf(request).verdict !== 'fork') return;
    if (/\/(log|epoch)$/.test(request.routeOptions.url ?? '')) return;
    await sayNo(reply, { code: 'FORK', text: 'This till is a copy: it must reconcile its log first.' });
  });

  app.post('/events', async (request, reply) => {
    if (uploads >= mostUploads)
      return sayNo(reply, { code: 'BUSY', text: 'Many tills are uploading: come back in a moment.' });
    uploads += 1;
    try {
      const upload = readUpload(request.body);
      if (!upload.ok) return await sayNo(reply, misread(upload.error));
      const { writer, headSeq: seq, generation } = sessionOf(request);
      const { envelopes } = upload.value;
      const accepted = await store.accept({ writer, envelopes, opened: { seq, generation } });
      if (!accepted.ok) return await sayNo(reply, accepted.error);
      if (accepted.value.fresh > 0) changes.announce();
      const { answer, entries } = accepted.value;
      for (const { fact } of entries)
        if (fact.type === 'RightsReturned' && fact.body.recallId) recalls.answered(fact.body.recallId);
      if (entries.some(({ fact }) => mayBeSettled(fact))) wake();
      homeward.arrived(entries.flatMap(({ fact }) => arrivalOf(fact, writer) ?? []));
      if (refunds.concerns(entries.map(({ fact }) => fact))) refunds.look();
      return answer;
    } finally {
      uploads -= 1;
    }
  });

  app.get('/story', async (request, reply) => {
    const asked = StoryRequest.safeParse(request.query);
    if (!asked.success) return sayNo(reply, misread(asked.error));
    const { writer, generation } = sessionOf(request);
    const { cursor, after } = asked.data;
    const story = await store.story(writer, cursor, { writer, generation, after });
    return story.ok ? { ...story.value, recalls: recalls.of(writer) } : sayNo(reply, story.error);
  });

  app.get('/log', async (request, reply) => {
    const asked = LogRequest.safeParse(request.query);
    if (!asked.success) return sayNo(reply, misread(asked.error));
    return store.logAfter(sessionOf(request).writer, asked.data.after);
  });

  app.post('/epoch', async (request) => ({ epoch: await store.nextEpoch(sessionOf(request).writer) }));

  app.get('/sale', async (request, reply) => {
    const asked = SaleRequest.safeParse(request.query);
    return asked.success ? store.saleFacts(asked.data.saleId) : sayNo(reply, misread(asked.error));
  });

  app.post('/history', async (request, reply) => {
    const asked = AskHistory.safeParse(request.body);
    return asked.success ? store.memberHistory(asked.data) : sayNo(reply, misread(asked.error));
  });
}
