import { Radio, RotateCw } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { Chip } from '#renderer/ui/chip.tsx';
import mark from '#resources/icons/tessera.svg';
import type { Feed, FeedState } from './overview-feed.ts';
import { pages } from './pages.ts';
import { OwnPoints, useSpeech } from './texts.ts';
import { clock } from './wording.ts';
import './dashboard.css';

const none = {};

/** The frame around every page: where you are, and whether what you see is of this moment. */
export function Dashboard({ feed }: { feed: Feed }) {
  const state = useSyncExternalStore(feed.subscribe, feed.state);
  const open = useOpenPage();
  const { say } = useSpeech();
  return (
    <div className="frame">
      <header className="rail">
        <p className="brand">
          <img src={mark} alt="" />
          Tessera
        </p>
        <nav aria-label={say('dashboard.pages')}>
          {pages.map(({ id, icon: Icon }) => (
            <a key={id} href={`#${id}`} aria-current={id === open.id ? 'page' : undefined}>
              <Icon aria-hidden />
              {say(`dashboard.page.${id}`)}
            </a>
          ))}
        </nav>
        <LinkState feed={state} />
      </header>
      <main>
        <OwnPoints value={state.overview?.ownPoints ?? none}>
          <open.Page feed={state} again={feed.again} />
        </OwnPoints>
      </main>
    </div>
  );
}

function LinkState({ feed: { link, overview } }: { feed: FeedState }) {
  const { say, language } = useSpeech();
  return (
    <div className="link-state" role="status">
      {link === 'live' && (
        <Chip tone="gain" icon={Radio}>
          {say('dashboard.live')}
        </Chip>
      )}
      {link === 'reconnecting' && (
        <Chip tone="attention" icon={RotateCw}>
          {say('dashboard.reconnecting')}
        </Chip>
      )}
      {overview && <small>{say('dashboard.as-of', { time: clock(overview.at, language) })}</small>}
    </div>
  );
}

function useOpenPage() {
  const subscribe = (changed: () => void) => {
    window.addEventListener('hashchange', changed);
    return () => window.removeEventListener('hashchange', changed);
  };
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return pages.find(({ id }) => hash === `#${id}`) ?? pages[0];
}
