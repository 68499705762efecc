import type { BackOfficeAnswer } from '#shared/api/back-office.api.ts';
import type { Handlers } from '#shared/api/channel.ts';
import type { programsApi } from '#shared/api/programs.api.ts';
import { configureProgram, type WantedProgram } from '#shared/back-office/configure-program.ts';
import { businessDay } from '#shared/base/business-time.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { checkTogether } from '#shared/programs/check-together.ts';
import { programs } from '#shared/programs/programs.ts';
import { setupSchema } from '#shared/programs/setup-schema.ts';
import { templates } from '#shared/programs/templates.ts';
import type { BackOffice } from './back-office.handlers.ts';

/** Sets programs up, changes them and ends them, each change a fact of its own; together they are looked at as a whole. */
export function programsHandlers(office: BackOffice): Handlers<typeof programsApi> {
  const { store, settings, machine } = office;
  const save = (wanted: readonly WantedProgram[]): BackOfficeAnswer => {
    if (store.standing.state() === 'retired') return { ok: false, refusal: { code: 'RETIRED' } };
    const atMs = machine.now();
    const time = { atMs, day: businessDay(atMs, settings) };
    const answer = store.atOnce((): BackOfficeAnswer => {
      const known = store.look.setUps();
      const facts: Fact[] = [];
      for (const program of wanted) {
        const decision = configureProgram(program, known);
        if (!decision.ok) return { ok: false, refusal: { ...decision.error } };
        facts.push(...decision.value);
      }
      if (facts.length > 0) store.commit({ facts, time });
      return { ok: true };
    });
    if (answer.ok) office.committed();
    return answer;
  };
  return {
    'programs.list': () => ({
      programs: store.look.setUps(),
      odd: checkTogether(store.look.programs()).map((odd) => ({ ...odd })),
      kinds: programs.map(({ type, example }) => ({
        type,
        example: JSON.stringify(example),
        schema: JSON.stringify(setupSchema(type)),
      })),
      templates: templates.map(({ id }) => id),
    }),
    'programs.save': (program) => save([program]),
    'programs.use-template': ({ template }) => {
      const taken = new Set(store.look.setUps().map(({ programId }) => programId));
      const pack = templates.find(({ id }) => id === template)?.programs ?? [];
      return save(
        pack
          .filter(({ programId }) => !taken.has(programId))
          .map(({ programId, type, setup }) => ({
            programId,
            type,
            revision: 0,
            setup: JSON.stringify(setup),
            ended: false,
          })),
      );
    },
  };
}
