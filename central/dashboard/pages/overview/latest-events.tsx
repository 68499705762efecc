import type { Overview } from '#shared/sync/overview.ts';
import { Panel } from '#renderer/ui/panel.tsx';
import { useSpeech } from '../../texts.ts';
import { moment } from '../../wording.ts';
import { spokenEvent } from './event-sentence.ts';

/** What just happened anywhere, in words, the newest first. */
export function LatestEvents({ overview: { latest, at } }: { overview: Overview }) {
  const speech = useSpeech();
  const { say, language } = speech;
  return (
    <Panel title={say('dashboard.latest.title')}>
      {latest.length === 0 && <p className="nothing">{say('dashboard.latest.none')}</p>}
      <ol className="latest">
        {latest.map((event) => {
          const { sentence, tone } = spokenEvent(event, speech);
          return (
            <li key={`${event.writer} ${event.seq}`} data-tone={tone}>
              <span>{sentence}</span>
              <small>
                {moment(event.at, at, language)} · {event.till ?? event.writer.slice(0, 8)}
              </small>
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}
