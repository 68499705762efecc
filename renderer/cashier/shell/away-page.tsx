import { DoorClosed, LoaderCircle } from 'lucide-react';
import type { ConnectionState } from '../../client/connection.ts';
import { useSay } from '../../texts/use-texts.tsx';
import './away-page.css';

/** What stands here while there is no till to talk to: still looking for it, or no longer known to it. */
export function AwayPage({ state }: { state: ConnectionState }) {
  const say = useSay();
  const locked = state === 'locked';
  return (
    <main className="away-frame">
      <div className="away-page" role={locked ? 'alert' : 'status'}>
        {locked ? <DoorClosed aria-hidden /> : <LoaderCircle aria-hidden data-turning />}
        <h1>{say(locked ? 'connection.locked' : 'connection.connecting')}</h1>
        <p>{say(locked ? 'connection.locked.why' : 'connection.long')}</p>
      </div>
    </main>
  );
}
