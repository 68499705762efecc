import type { BackOfficeAnswer } from '#shared/api/back-office.api.ts';
import type { Handlers } from '#shared/api/channel.ts';
import type { RefusalView } from '#shared/api/checkout.api.ts';
import type { programsApi } from '#shared/api/programs.api.ts';
import { configureProgram, type WantedProgram } from '#shared/back-office/configure-program.ts';
import { limitOf, openCampaigns } from '#shared/back-office/open-campaigns.ts';
import { businessDay, type BusinessTime } from '#shared/base/business-time.ts';
import type { LanguageTag, Say } from '#shared/base/language.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { checkTogether } from '#shared/programs/check-together.ts';
import { configure, programs, type ConfiguredProgram } from '#shared/programs/programs.ts';
import { segmentNames } from '#shared/segments/segment-of.ts';
import { setUpFor, packFor } from '#shared/programs/set-up-for.ts';
import { setupSchema } from '#shared/programs/setup-schema.ts';
import { templates } from '#shared/programs/templates.ts';
import type { Store } from '#electron/store/store.ts';
import type { BackOffice } from './back-office.handlers.ts';

/** Sets programs up, changes them and ends them, each change a fact of its own; together they are looked at as a whole. */
export function programsHandlers(
  office: BackOffice & { alone: boolean; sayIn: (language: LanguageTag) => Say },
): Handlers<typeof programsApi> {
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
        const lowered = loweredLimit(program, store);
        if (lowered) return { ok: false, refusal: lowered };
        facts.push(...decision.value);
      }
      // Before the set-up that asks for them: a centre that hears of both later must not find the one without the other.
      if (office.alone && countsForAll(store)) facts.unshift(...usesOf(wanted.flatMap(asConfigured), store));
      if (facts.length > 0) store.commit({ facts, time });
      return { ok: true };
    });
    if (answer.ok) office.committed();
    return answer;
  };
  return {
    'programs.list': () => ({
      programs: store.look.setUps(),
      odd: checkTogether(store.look.programs(), segmentNames(settings.segments.own), settings.currency).map(
        (odd) => ({ ...odd }),
      ),
      kinds: programs.map(({ type, example }) => ({
        type,
        example: JSON.stringify(setUpFor(type, example as Record<string, unknown>, settings.currency)),
        schema: JSON.stringify(setupSchema(type)),
      })),
      templates: templates.map(({ id }) => id),
      segments: segmentNames(settings.segments.own),
    }),
    'programs.save': (program) => save([program]),
    'programs.use-template': ({ template, language }) => {
      const taken = new Set(store.look.setUps().map(({ programId }) => programId));
      const pack = templates.find(({ id }) => id === template);
      return save(
        (pack ? packFor(pack, settings.currency, office.sayIn(language)) : [])
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

/** Uses that were opened are in tills' drawers, perhaps used already: a limit is raised, or its coupon ended. */
function loweredLimit(wanted: WantedProgram, { look }: Store): RefusalView | undefined {
  const { programId } = wanted;
  const [configured] = asConfigured(wanted);
  const limit = configured ? limitOf(configured) : null;
  const { opened } = look.campaign(programId);
  return limit !== null && limit < opened ? { code: 'LIMIT_LOWERED', opened } : undefined;
}

const asConfigured = ({ programId, type, setup, ended }: WantedProgram): ConfiguredProgram[] => {
  const configured = configure({ programId, type, setup, revision: 1 });
  return configured && !ended ? [configured] : [];
};

const usesOf = (programsNow: readonly ConfiguredProgram[], { look }: Pick<Store, 'look'>) =>
  openCampaigns(programsNow, (campaignId) => look.campaign(campaignId).opened);

/** A till that ever heard a centre has somebody who counts, also while it works alone: what both opened would be twice the limit. */
const countsForAll = ({ standing }: Store): boolean => standing.generation() === 0;

/** Opens what limited coupons may be used, in the drawer of a till that never had anybody to count for it. */
export function openUses(store: Store, time: BusinessTime): void {
  if (store.readOnly || store.standing.state() !== 'sound' || !countsForAll(store)) return;
  const facts = usesOf(store.look.programs(), store);
  if (facts.length > 0) store.commit({ facts, time });
}
