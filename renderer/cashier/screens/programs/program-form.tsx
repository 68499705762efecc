import { ArrowLeft, Save } from 'lucide-react';
import { useState } from 'react';
import type { RefusalView } from '#shared/api/checkout.api.ts';
import type { KindView, ProgramView, SetupSchema } from '#shared/api/programs.api.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { Problem } from '../../setup-form/problem.tsx';
import { FormKnowing } from '../../setup-form/form-context.tsx';
import { SetupFields } from '../../setup-form/setup-field.tsx';
import { hasUnread } from '../../setup-form/setup-value.ts';
import { freeName, programName, programWords, shortName } from './program-words.ts';
import { useNamed } from './use-named.ts';
import { WhatIfPart } from './what-if-part.tsx';

/** One program's set-up as a form. What it granted before stays; the change holds from the next sale on. */
export function ProgramForm({
  program,
  kind,
  knows,
  refusal,
  onSave,
  onClose,
}: {
  program: ProgramView;
  /** Undefined for one that a newer Tessera made. */
  kind: KindView | undefined;
  /** What the shop has that a set-up may name. */
  knows: { ids: ReadonlySet<string>; pointsPrograms: string[]; tiers: string[]; segments: string[] };
  refusal: RefusalView | undefined;
  onSave(program: ProgramView): void;
  onClose(): void;
}) {
  const texts = useTexts();
  const { say } = texts;
  const schema = kind && (JSON.parse(kind.schema) as SetupSchema);
  const [typedId, setTypedId] = useState<string>();
  // What was wrong is said until something is changed.
  const [heard, setHeard] = useState<RefusalView>();
  const wrong = refusal === heard ? undefined : refusal;
  const [setup, setSetup] = useState(() => JSON.parse(program.setup) as Record<string, unknown>);
  const isNew = program.revision === 0;
  const short = typeof setup['name'] === 'string' ? shortName(setup['name']) : '';
  const programId = isNew ? (typedId ?? freeName(short || program.type, knows.ids)) : program.programId;
  const wrongPlace = typeof wrong?.['place'] === 'string' ? wrong['place'] : undefined;
  const changed =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      setHeard(refusal);
      set(value);
    };
  const named = useNamed(programId, setup['pointsName']);
  const words = hasUnread(setup) ? undefined : programWords({ programId, type: program.type, setup }, named);
  const draft = { ...program, programId, setup: JSON.stringify(setup) };
  const saved = (ended: boolean) => onSave({ ...draft, ended });
  const isChanged = isNew || draft.setup !== JSON.stringify(JSON.parse(program.setup));
  return (
    <div className="programs">
      <Panel
        title={
          isNew
            ? `${say('programs.new')}: ${say(`kind.${program.type}`)}`
            : programName(program.type, setup, say)
        }
        aside={
          <Button look="quiet" onPress={onClose}>
            <ArrowLeft aria-hidden />
            {say('programs.back')}
          </Button>
        }
      >
        <form
          className="setup-form"
          onSubmit={(event) => {
            event.preventDefault();
            saved(false);
          }}
        >
          {kind && <p className="aside">{say(`kind.${program.type}.about`)}</p>}
          {schema ? (
            <FormKnowing value={{ ...knows, root: setup, wrongPlace }}>
              <SetupFields schema={schema} value={setup} onChange={changed(setSetup)} />
            </FormKnowing>
          ) : (
            <p>{say('programs.newer')}</p>
          )}
          {isNew && (
            <details className="setup-more" open={wrong?.code === 'PROGRAM_ID_WRONG' || undefined}>
              <summary>{say('programs.short-name', { name: programId })}</summary>
              <TextField label={say('programs.id')} value={programId} onChange={changed(setTypedId)} />
            </details>
          )}
          {words && (
            <p className="program-words" role="status">
              {words}
            </p>
          )}
          {wrong && <Problem refusal={wrong} />}
          <div className="setup-actions">
            <Button type="submit" look="primary" isDisabled={!schema}>
              <Save aria-hidden />
              {say(program.ended ? 'programs.resume' : 'programs.save')}
            </Button>
            {!isNew && !program.ended && <Button onPress={() => saved(true)}>{say('programs.end')}</Button>}
          </div>
        </form>
      </Panel>
      {schema && isChanged && <WhatIfPart draft={{ ...draft, ended: false }} />}
    </div>
  );
}
