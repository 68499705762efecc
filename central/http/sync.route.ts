import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Hello, NamedUpload } from '#shared/sync/hello.ts';
import type { CentreStore } from '#central/store/store.ts';
import type { Changes } from './changes.ts';
import { isPaired } from './gate.ts';
import { sayNo } from './problem.ts';

const StoryRequest = z.object({
  writer: z.string().min(1).max(64),
  cursor: z.string().max(4_000).default(''),
});

/** What tills ask: shared/sync/protocol.ts over HTTP. Nothing is answered, or even read, before the caller proved to be paired. */
export function syncRoutes(
  app: FastifyInstance,
  { store, pairingSecret, changes }: { store: CentreStore; pairingSecret: string; changes: Changes },
): void {
  app.addHook('onRequest', async (request, reply) => {
    if (isPaired(request, pairingSecret)) return;
    await sayNo(reply, {
      code: 'NOT_PAIRED',
      text: 'This till is not paired with this centre: the pairing secret is another one.',
    });
  });

  app.post('/hello', async (request, reply) => {
    const said = Hello.safeParse(request.body);
    return said.success ? store.hello(said.data) : sayNo(reply, misread(said.error));
  });

  app.post('/events', async (request, reply) => {
    const upload = NamedUpload.safeParse(request.body);
    if (!upload.success) return sayNo(reply, misread(upload.error));
    const accepted = await store.accept(upload.data);
    if (!accepted.ok) return sayNo(reply, accepted.error);
    if (accepted.value.fresh > 0) changes.announce();
    return accepted.value.welcome;
  });

  app.get('/story', async (request, reply) => {
    const asked = StoryRequest.safeParse(request.query);
    if (!asked.success) return sayNo(reply, misread(asked.error));
    const story = await store.story(asked.data.writer, asked.data.cursor);
    return story.ok ? story.value : sayNo(reply, story.error);
  });
}

const misread = (error: z.ZodError) => ({
  code: 'BAD_REQUEST' as const,
  text: `The request is not understood: ${z.prettifyError(error).slice(0, 400)}`,
});
