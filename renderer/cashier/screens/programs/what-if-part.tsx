import { Scale, Square } from 'lucide-react';
import { useState } from 'react';
import type { ProgramView } from '#shared/api/programs.api.ts';
import { whatIfPeriods, type WhatIfPeriod, type WhatIfView } from '#shared/api/what-if.api.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Choice } from '../../../ui/choice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import { Problem } from '../../setup-form/problem.tsx';
import { useWhatIf } from './use-what-if.ts';
import { WhatIfResult } from './what-if-result.tsx';
import './what-if.css';

/** What a program would have come to as it stands in the form, before anybody saves it: which period, how far, and the answer. */
export function WhatIfPart({ draft }: { draft: ProgramView }) {
  const { say } = useTexts();
  const [period, choose] = useState<WhatIfPeriod>('last-quarter');
  const [asked, setAsked] = useState<string>();
  const { view, refusal, failed, busy, start, stop } = useWhatIf();
  const running = view?.state === 'running';
  const isOurs = view && view.state !== 'none' && view.programId === draft.programId;
  const ask = () => {
    setAsked(draft.setup);
    start(draft, period);
  };
  return (
    <Panel title={say('what-if.title')}>
      <p className="aside">{say('what-if.hint')}</p>
      <Choice
        label={say('what-if.period')}
        value={period}
        options={whatIfPeriods.map((one) => [one, say(`what-if.period.${one}`)] as const)}
        onChange={(next: WhatIfPeriod) => choose(next)}
      />
      <div className="setup-actions">
        {running && isOurs ? (
          <Button isDisabled={busy} onPress={stop}>
            <Square aria-hidden />
            {say('what-if.stop')}
          </Button>
        ) : (
          <Button isDisabled={busy} onPress={ask}>
            <Scale aria-hidden />
            {say('what-if.ask')}
          </Button>
        )}
      </div>
      {refusal && <Problem refusal={refusal} />}
      {failed && <Notice tone="stop" text={say(`error.${failed}`)} />}
      {isOurs && <Answer view={view} isOld={asked !== draft.setup} />}
    </Panel>
  );
}

/** Where it stands, or what came of it. `isOld`: the form says something else by now. */
function Answer({ view, isOld }: { view: WhatIfView; isOld: boolean }) {
  const { say } = useTexts();
  if (view.state === 'running') return <Running view={view} />;
  if (view.state === 'stopped') return <Notice tone="neutral" text={say('what-if.stopped')} />;
  if (view.state === 'failed') return <Notice tone="stop" text={say('what-if.failed')} />;
  if (view.state !== 'done') return null;
  return (
    <>
      {isOld && <Notice tone="attention" text={say('what-if.old')} />}
      <WhatIfResult sums={view.sums} />
    </>
  );
}

function Running({ view }: { view: Extract<WhatIfView, { state: 'running' }> }) {
  const { say, language } = useTexts();
  const { done, total, leftMs } = view;
  const count = new Intl.NumberFormat(language);
  const sales = say('what-if.running', { done: count.format(done), total: count.format(total) });
  return (
    <div className="what-if-running" role="group" aria-label={say('what-if.title')}>
      <ProgressBar have={done} need={Math.max(1, total)} label={sales} />
      <p className="aside">
        {total === 0 ? say('what-if.begins') : sales}
        {leftMs !== null && ` · ${say('what-if.left', { count: Math.max(1, Math.ceil(leftMs / 1_000)) })}`}
      </p>
    </div>
  );
}
