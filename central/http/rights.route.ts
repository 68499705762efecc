import type { FastifyInstance, FastifyReply } from 'fastify';
import { recallWaitMs, WantRights } from '#shared/sync/protocol.ts';
import type { CentreStore } from '#central/store/store.ts';
import type { Homeward } from './homeward.ts';
import type { Notices } from './notices.ts';
import { misread, sayNo } from './problem.ts';
import type { RecallBook } from './recall-book.ts';
import type { RefundRecalls } from './refund-recalls.ts';
import type { Sessions } from './sessions.ts';
import { sessionOf } from './signed.ts';

const heartbeatMs = 15_000;

/** Value for a customer who waits at a till, fetched from wherever it lies; and the notices by which tills hear of it at once. */
export function rightsRoutes(
  app: FastifyInstance,
  options: {
    store: CentreStore;
    sessions: Sessions;
    recalls: RecallBook;
    refunds: RefundRecalls;
    homeward: Homeward;
    notices: Notices;
  },
): void {
  const { store, sessions, recalls, refunds, homeward, notices } = options;

  app.post('/rights', async (request, reply) => {
    const asked = WantRights.safeParse(request.body);
    if (!asked.success) return sayNo(reply, misread(asked.error));
    const { writer, generation } = sessionOf(request);
    const { wants, after } = asked.data;
    const asker = { writer, generation, after };
    const given = await store.giveRights(asker, wants);
    if (given.short.length === 0) return given;
    const online = sessions.online((till) => notices.isListening(till));
    const planned = await store.recallsFor(given.short, writer, online);
    if (planned.length === 0) return given;
    recalls.add(planned);
    for (const { till } of planned) notices.tell(till, 'recall');
    const ids = planned.map(({ recallId }) => recallId);
    await recalls.wait(ids, recallWaitMs);
    return store.giveRights(asker, wants);
  });

  app.get('/notices', (request, reply) => {
    const { writer } = sessionOf(request);
    const stream = openStream(reply);
    const leave = notices.listen(writer, (notice) => stream.send(`event: ${notice}\ndata:\n\n`), stream.end);
    request.raw.once('close', leave);
    // What it was asked, and what became known, while nobody could call it.
    stream.send(`event: ${recalls.of(writer).length > 0 ? 'recall' : 'story'}\ndata:\n\n`);
    refunds.look();
    homeward.cameBack(writer);
    return reply;
  });
  app.addHook('preClose', () => {
    refunds.close();
    homeward.close();
    notices.close();
  });
}

function openStream(reply: FastifyReply): { send(text: string): void; end(): void } {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
  raw.write('retry: 1500\n\n');
  const beat = setInterval(() => raw.write(': here\n\n'), heartbeatMs).unref();
  raw.once('close', () => clearInterval(beat));
  return { send: (text) => void raw.write(text), end: () => void raw.end() };
}
