import type { FastifyInstance } from 'fastify';
import { TellStaff } from '#shared/sync/staff.ts';
import type { CentreStore } from '#central/store/store.ts';
import type { Changes } from './changes.ts';
import { misread, sayNo } from './problem.ts';
import { sessionOf } from './signed.ts';

/** Who works in a shop, told to and by its tills within their sessions. */
export function staffRoutes(
  app: FastifyInstance,
  { store, changes }: { store: CentreStore; changes: Changes },
): void {
  app.post('/staff', async (request, reply) => {
    const said = TellStaff.safeParse(request.body);
    if (!said.success) return sayNo(reply, misread(said.error));
    const told = await store.compareStaff(sessionOf(request).writer, said.data);
    if (!told.ok) return sayNo(reply, told.error);
    if (said.data.staff.length > 0) changes.announce();
    return told.value;
  });
}
