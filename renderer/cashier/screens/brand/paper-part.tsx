import { Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { RefusalView } from '#shared/api/checkout.api.ts';
import { PaperSettings, Tone } from '#shared/settings/paper-settings.ts';
import { useLive } from '../../../client/live.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Choice } from '../../../ui/choice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { Problem } from '../../setup-form/problem.tsx';
import { useAttempt } from '../../use-attempt.ts';
import { useCounter } from '../../use-counter.ts';
import { SamplePaper } from './sample-paper.tsx';

interface Kept {
  revision: number;
  paper: PaperSettings;
  columns: number;
}

/** What stands on every paper of the shop, beside the very paper, drawn anew whenever `looks` is another. */
export function PaperPart({ looks }: { looks: number }) {
  const { till } = useCounter();
  const state = useLive(till.state);
  const [kept, read] = useState<Kept>();
  const [reads, again] = useState(0);
  useEffect(() => {
    // Away: read again when the line is back.
    till.call('brand.paper', {}).then(read, () => undefined);
  }, [till, state, reads]);
  return kept && <PaperForm kept={kept} looks={looks} onKept={() => again(reads + 1)} />;
}

function PaperForm({ kept, looks, onKept }: { kept: Kept; looks: number; onKept(): void }) {
  const say = useSay();
  const { till } = useCounter();
  const { attempt, busy, failed } = useAttempt();
  const [draft, change] = useState(kept.paper);
  const [refusal, refuse] = useState<RefusalView>();
  const filled = { ...draft, head: filledIn(draft.head), foot: filledIn(draft.foot) };
  const wanted = PaperSettings.safeParse(filled);
  const isNew = JSON.stringify(wanted.data) !== JSON.stringify(kept.paper);
  const wraps = [...filled.head, ...filled.foot].some((line) => line.length > kept.columns);
  const save = async (): Promise<void> => {
    const value = JSON.stringify(wanted.data);
    const answer = await till.call('shop.save', { setting: 'paper', revision: kept.revision, value });
    refuse(answer.ok ? undefined : answer.refusal);
    if (answer.ok) onKept();
  };
  const tones = Tone.options.map((tone) => [tone, say(`brand.tone.${tone}`)] as const);
  return (
    <form
      className="brand-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted.success) void attempt(save);
      }}
    >
      <fieldset>
        <legend>{say('brand.paper')}</legend>
        <p className="aside">{say('brand.paper.hint')}</p>
        <Lines part="head" most={5} lines={draft.head} onChange={(head) => change({ ...draft, head })} />
        <Lines part="foot" most={6} lines={draft.foot} onChange={(foot) => change({ ...draft, foot })} />
        {wraps && <Notice tone="attention" text={say('brand.paper.wraps', { number: kept.columns })} />}
      </fieldset>
      <fieldset>
        <legend>{say('brand.tone')}</legend>
        <Choice
          label={say('brand.tone')}
          value={draft.tone}
          options={tones}
          onChange={(tone: Tone) => change({ ...draft, tone })}
        />
      </fieldset>
      <SamplePaper looks={looks} paper={wanted.data ?? kept.paper} />
      {failed && <Notice tone="stop" text={say(`error.${failed}`)} />}
      {refusal && <Problem refusal={refusal} />}
      {!isNew && kept.revision > 0 && <p role="status">{say('brand.paper.kept')}</p>}
      <Button type="submit" look="primary" isDisabled={busy || !wanted.success || !isNew}>
        {say('brand.paper.keep')}
      </Button>
    </form>
  );
}

const filledIn = (lines: readonly string[]): string[] =>
  lines.map((line) => line.trim()).filter((line) => line !== '');

function Lines({
  part,
  most,
  lines,
  onChange,
}: {
  part: 'head' | 'foot';
  most: number;
  lines: readonly string[];
  onChange(lines: string[]): void;
}) {
  const say = useSay();
  const shown = lines.length === 0 ? [''] : lines;
  return (
    <>
      {shown.map((text, index) => (
        <TextField
          key={index}
          label={say(`brand.paper.${part}`, { number: index + 1 })}
          value={text}
          maxLength={60}
          onChange={(next) => onChange(shown.map((one, at) => (at === index ? next : one)))}
        />
      ))}
      {shown.length < most && (
        <Button look="quiet" onPress={() => onChange([...shown, ''])}>
          <Plus aria-hidden />
          {say(`brand.paper.add-${part}`)}
        </Button>
      )}
    </>
  );
}
