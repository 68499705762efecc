import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { SentProfiles } from '#shared/sync/profiles.ts';
import type { CentreStore } from '#central/store/store.ts';
import type { Changes } from './changes.ts';
import { misread, sayNo } from './problem.ts';
import { sessionOf } from './signed.ts';

const PageRequest = z.object({ cursor: z.string().max(400).default('') });

/** Who members are, told to and by tills within their sessions. */
export function profilesRoutes(
  app: FastifyInstance,
  { store, changes }: { store: CentreStore; changes: Changes },
): void {
  app.post('/profiles', async (request, reply) => {
    const sent = SentProfiles.safeParse(request.body);
    if (!sent.success) return sayNo(reply, misread(sent.error));
    const taken = await store.takeProfiles(sent.data.profiles);
    if (taken > 0) changes.announce();
    return { taken };
  });

  app.get('/profiles', async (request, reply) => {
    const asked = PageRequest.safeParse(request.query);
    if (!asked.success) return sayNo(reply, misread(asked.error));
    const page = await store.profilesAfter(sessionOf(request).writer, asked.data.cursor);
    return page.ok ? page.value : sayNo(reply, page.error);
  });
}
