import { ArrowLeft, Save } from 'lucide-react';
import { useState } from 'react';
import type { RefusalView } from '#shared/api/checkout.api.ts';
import type { KindView, ProgramView, SetupSchema } from '#shared/api/programs.api.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { Problem } from '../../setup-form/problem.tsx';
import { SetupFields } from '../../setup-form/setup-field.tsx';
import { WhatIfPart } from './what-if-part.tsx';

/** One program's set-up as a form. What it granted before stays; the change holds from the next sale on. */
export function ProgramForm({
  program,
  kind,
  refusal,
  onSave,
  onClose,
}: {
  program: ProgramView;
  /** Undefined for one that a newer Tessera made. */
  kind: KindView | undefined;
  refusal: RefusalView | undefined;
  onSave(program: ProgramView): void;
  onClose(): void;
}) {
  const { say } = useTexts();
  const schema = kind && (JSON.parse(kind.schema) as SetupSchema);
  const [programId, setProgramId] = useState(program.programId);
  const [setup, setSetup] = useState(() => JSON.parse(program.setup) as Record<string, unknown>);
  const isNew = program.revision === 0;
  const draft = { ...program, programId, setup: JSON.stringify(setup) };
  const saved = (ended: boolean) => onSave({ ...draft, ended });
  const isChanged = isNew || draft.setup !== JSON.stringify(JSON.parse(program.setup));
  return (
    <div className="programs">
      <Panel
        title={`${isNew ? say('programs.new') : programId}: ${say(`kind.${program.type}`)}`}
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
          {isNew && <TextField label={say('programs.id')} value={programId} onChange={setProgramId} />}
          {schema ? (
            <SetupFields schema={schema} value={setup} onChange={setSetup} />
          ) : (
            <p>{say('programs.newer')}</p>
          )}
          {refusal && <Problem refusal={refusal} />}
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
