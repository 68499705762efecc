import { Sparkles, TriangleAlert } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { ChannelError } from '#shared/api/channel.ts';
import type { RefusalView } from '#shared/api/checkout.api.ts';
import type { ProgramsView, ProgramView } from '#shared/api/programs.api.ts';
import { refusalSentence } from '#shared/api/sentences.ts';
import { programs as kinds } from '#shared/programs/programs.ts';
import { templates } from '#shared/programs/templates.ts';
import { useLive } from '../../../client/live.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Panel } from '../../../ui/panel.tsx';
import type { Screen } from '../../screen.ts';
import { useCounter } from '../../use-counter.ts';
import { ProgramForm } from './program-form.tsx';
import './programs.css';

/** What the shop gives its members: every program with its state, a form for each, and packs to begin with. */
function ProgramsScreen() {
  const { say } = useTexts();
  const { till } = useCounter();
  const state = useLive(till.state);
  const [view, setView] = useState<ProgramsView>();
  const [open, setOpen] = useState<ProgramView>();
  const [refusal, setRefusal] = useState<RefusalView>();
  const read = useCallback(async () => {
    try {
      setView(await till.call('programs.list', {}));
    } catch {
      // The line is away; it is read again when it is back.
    }
  }, [till]);
  useEffect(() => {
    if (state === 'open') void read();
  }, [state, read]);
  const save = async (what: () => Promise<{ ok: boolean; refusal?: RefusalView }>): Promise<void> => {
    try {
      const answer = await what();
      setRefusal(answer.refusal);
      if (answer.ok) setOpen(undefined);
    } catch (thrown) {
      setRefusal({ code: thrown instanceof ChannelError ? thrown.code : 'INTERNAL', failed: 1 });
    }
    await read();
  };
  if (open)
    return (
      <ProgramForm
        program={open}
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
        <ul className="program-list">
          {view?.programs.map((program) => (
            <li key={program.programId}>
              <div>
                <p className="program-name">{program.programId}</p>
                <p className="aside">{say(`kind.${program.type}`)}</p>
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
        <ul className="kind-list">
          {kinds.map(({ type, example }) => (
            <li key={type}>
              <Button
                onPress={() =>
                  setOpen({
                    programId: freeId(type, view),
                    type,
                    revision: 0,
                    setup: JSON.stringify(example),
                    ended: false,
                  })
                }
              >
                {say(`kind.${type}`)}
              </Button>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={say('programs.templates')}>
        <p className="aside">{say('programs.templates.hint')}</p>
        <ul className="kind-list">
          {templates.map(({ id }) => (
            <li key={id}>
              <Button onPress={() => void save(() => till.call('programs.use-template', { template: id }))}>
                {say(`template.${id}`)}
              </Button>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}

/** `points`, or `points-2` when there is one already. */
function freeId(type: string, view: ProgramsView | undefined): string {
  const taken = new Set(view?.programs.map(({ programId }) => programId));
  let number = 1;
  const id = () => (number === 1 ? type : `${type}-${number}`);
  while (taken.has(id())) number += 1;
  return id();
}

/** Why a set-up was not taken, in words. */
export function Problem({ refusal }: { refusal: RefusalView }) {
  const speech = useTexts();
  const { say, currency } = speech;
  if (refusal['failed'] !== undefined) return <Notice tone="stop" text={say(`error.${refusal.code}`)} />;
  const named =
    typeof refusal['place'] === 'string'
      ? {
          ...refusal,
          place: refusal['place']
            .split('.')
            .map((name) => fieldName(name, say))
            .join(', '),
        }
      : refusal;
  return <Notice tone="stop" text={refusalSentence(named, speech, currency)} />;
}

const fieldName = (name: string, say: (key: string) => string): string =>
  /^\d+$/.test(name) ? String(Number(name) + 1) : say(`field.${name}`);

export const programs: Screen = {
  name: 'programs',
  place: 'side',
  title: 'programs.title',
  icon: Sparkles,
  isOffered: () => true,
  Body: ProgramsScreen,
};
