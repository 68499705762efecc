import { Sparkles, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { errorCodeOf } from '#shared/api/channel.ts';
import type { RefusalView } from '#shared/api/checkout.api.ts';
import type { ProgramsView, ProgramView } from '#shared/api/programs.api.ts';
import { useLive } from '../../../client/live.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { Panel } from '../../../ui/panel.tsx';
import type { Screen } from '../../screen.ts';
import { useCounter } from '../../use-counter.ts';
import { Problem } from '../../setup-form/problem.tsx';
import { ProgramForm } from './program-form.tsx';
import { programName, programWords } from './program-words.ts';
import './programs.css';

/** What the shop gives its members: every program with its state, a form for each, and packs to begin with. */
function ProgramsScreen() {
  const { say, language } = useTexts();
  const { till } = useCounter();
  const state = useLive(till.state);
  const [view, setView] = useState<ProgramsView>();
  const [open, setOpen] = useState<ProgramView>();
  const [refusal, setRefusal] = useState<RefusalView>();
  const [reads, setReads] = useState(0);
  useEffect(() => {
    if (state !== 'open') return undefined;
    let current = true;
    till.call('programs.list', {}).then(
      (answer) => current && setView(answer),
      // The line is away; it is read again when it is back.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [till, state, reads]);
  const save = async (what: () => Promise<{ ok: boolean; refusal?: RefusalView }>): Promise<void> => {
    try {
      const answer = await what();
      setRefusal(answer.refusal);
      if (answer.ok) setOpen(undefined);
    } catch (thrown) {
      setRefusal({ code: errorCodeOf(thrown), failed: 1 });
    }
    setReads((count) => count + 1);
  };
  if (open)
    return (
      <ProgramForm
        program={open}
        kind={view?.kinds.find(({ type }) => type === open.type)}
        knows={knownOf(view)}
        refusal={refusal}
        onSave={(program) => void save(() => till.call('programs.save', program))}
        onClose={() => {
          setOpen(undefined);
          setRefusal(undefined);
        }}
      />
    );
  return (
    <div className="programs">
      {refusal && <Problem refusal={refusal} />}
      <Panel title={say('programs.running')}>
        {view === undefined && <p className="aside">{say('programs.reading')}</p>}
        {view?.programs.length === 0 && <p className="aside">{say('programs.none')}</p>}
        <ul className="program-list">
          {view?.programs.map((program) => (
            <li key={program.programId}>
              <div>
                <ProgramLines program={program} />
                {view.odd
                  .filter(({ programId }) => programId === program.programId)
                  .map(({ code, ...params }) => (
                    <p key={code} className="aside" data-tone="attention">
                      <TriangleAlert aria-hidden /> {say(`odd.${code}`, params)}
                    </p>
                  ))}
              </div>
              <Chip tone={program.ended ? 'neutral' : 'gain'}>
                {say(program.ended ? 'programs.ended' : 'programs.runs')}
              </Chip>
              <Button onPress={() => setOpen(program)}>{say('programs.change')}</Button>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={say('programs.new')}>
        <ul className="pack-list">
          {view?.kinds.map(({ type, example }) => (
            <li key={type}>
              <Button
                aria-describedby={`kind-${type}`}
                onPress={() => setOpen({ programId: type, type, revision: 0, setup: example, ended: false })}
              >
                {say(`kind.${type}`)}
              </Button>
              <p id={`kind-${type}`} className="aside">
                {say(`kind.${type}.about`)}
              </p>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={say('programs.templates')}>
        <p className="aside">{say('programs.templates.hint')}</p>
        <ul className="pack-list">
          {view?.templates.map((template) => (
            <li key={template}>
              <Button
                aria-describedby={`pack-${template}`}
                onPress={() => void save(() => till.call('programs.use-template', { template, language }))}
              >
                {say(`template.${template}`)}
              </Button>
              <p id={`pack-${template}`} className="aside">
                {say(`template.${template}.about`)}
              </p>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}

/** A program's name, its kind and short name, and what it comes to. */
function ProgramLines({ program: { programId, type, setup } }: { program: ProgramView }) {
  const texts = useTexts();
  const kind = texts.say(`kind.${type}`);
  const fields = JSON.parse(setup) as Fields;
  const name = programName(type, fields, texts.say);
  return (
    <>
      <p className="program-name">{name}</p>
      <p className="aside">{name === kind ? programId : `${kind} · ${programId}`}</p>
      <p className="aside">{programWords({ programId, type, setup: fields }, texts)}</p>
    </>
  );
}

/** What the programs that run have, for a form that names some of it. */
function knownOf(view: ProgramsView | undefined) {
  const running = (view?.programs ?? []).filter(({ ended }) => !ended);
  const setups = running.map(({ type, setup }) => ({ type, setup: JSON.parse(setup) as Fields }));
  const named = (all: unknown): string[] =>
    Array.isArray(all) ? all.map((one: Fields) => String(one['name'])) : [];
  return {
    ids: new Set(view?.programs.map(({ programId }) => programId)),
    pointsPrograms: running.filter(({ type }) => type === 'points').map(({ programId }) => programId),
    tiers: setups.flatMap(({ type, setup }) => {
      if (type === 'tiers') return named(setup['tiers']);
      return type === 'membership' ? [String(setup['name'])] : [];
    }),
    segments: view?.segments ?? [],
  };
}

type Fields = Record<string, unknown>;

export const programs: Screen = {
  name: 'programs',
  place: 'manage',
  title: 'programs.title',
  about: 'programs.about',
  icon: Sparkles,
  isOffered: () => true,
  Body: ProgramsScreen,
};
