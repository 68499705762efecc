import type { Overview } from '#shared/sync/overview.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import '#renderer/ui/button.css';
import type { FeedState } from '../../overview-feed.ts';
import { useSpeech } from '../../texts.ts';
import { BestMembers } from './best-members.tsx';
import { DaysChart } from './days-chart.tsx';
import { Figures } from './figures.tsx';
import { Inbox } from './inbox.tsx';
import { LatestEvents } from './latest-events.tsx';
import { NewTill } from './new-till.tsx';
import { OwedTable } from './owed-table.tsx';
import { TillsTable } from './tills-table.tsx';
import './lists.css';
import './overview.css';

/** The whole chain on one page, as of this moment. */
export function OverviewPage({ feed, again }: { feed: FeedState; again: () => void }) {
  const { say } = useSpeech();
  const { overview, link } = feed;
  return (
    <div className="overview">
      <h1 className="spoken">{say('dashboard.page.overview')}</h1>
      {link === 'reconnecting' && (
        <Notice tone="attention" text={say('dashboard.trouble')}>
          <button type="button" className="button" onClick={again}>
            {say('dashboard.again')}
          </button>
        </Notice>
      )}
      {overview && overview.quarantine.count > 0 && (
        <Notice tone="stop" text={say('dashboard.quarantine', { count: overview.quarantine.count })} />
      )}
      {overview && overview.recovering > 0 && (
        <Notice tone="attention" text={say('dashboard.recovering', { count: overview.recovering })} />
      )}
      {!overview && <Loading />}
      {overview && (overview.tills.length === 0 ? <Empty /> : <Everything overview={overview} />)}
    </div>
  );
}

function Everything({ overview }: { overview: Overview }) {
  return (
    <>
      <Figures overview={overview} />
      <div className="columns">
        <div className="column">
          <Inbox conflicts={overview.conflicts} />
          <DaysChart days={overview.days} />
          <TillsTable overview={overview} />
          <div className="pair">
            <BestMembers overview={overview} />
            <OwedTable units={overview.units} />
          </div>
        </div>
        <LatestEvents overview={overview} />
      </div>
    </>
  );
}

function Empty() {
  const { say } = useSpeech();
  return (
    <section className="empty">
      <h2>{say('dashboard.empty.title')}</h2>
      <p>{say('dashboard.empty.how')}</p>
      <p>
        <code>{window.location.origin}</code>
      </p>
      <NewTill />
    </section>
  );
}

/** The shape of what comes, so that nothing jumps when it is there. */
function Loading() {
  const { say } = useSpeech();
  return (
    <>
      <p className="spoken" role="status">
        {say('dashboard.loading')}
      </p>
      <div className="figures" aria-hidden>
        {['sales', 'points', 'vouchers', 'members'].map((name) => (
          <div key={name} className="figure waiting" />
        ))}
      </div>
      <div className="columns" aria-hidden>
        <div className="panel waiting" />
        <div className="panel waiting" />
      </div>
    </>
  );
}
