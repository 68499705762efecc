import { createFeed, type Feed, type Line } from './overview-feed.ts';

const reopenMs = 3_000;

const after = (ms: number, run: () => void): (() => void) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/** The feed of the centre that served this page. */
export const browserFeed = (): Feed =>
  createFeed({
    async fetchOverview() {
      const answer = await fetch('/api/overview', { signal: AbortSignal.timeout(10_000) });
      if (!answer.ok) throw new Error(`the centre answered ${answer.status}`);
      return answer.json();
    },
    listen,
    after,
  });

/** Browsers reopen a broken line by themselves, but give one up that was answered with an error: we do not. */
function listen(line: Line): () => void {
  let source: EventSource | undefined;
  let cancel = (): void => {};
  const open = (): void => {
    const opened = new EventSource('/api/live');
    source = opened;
    opened.addEventListener('open', line.opened);
    opened.addEventListener('changed', line.changed);
    opened.addEventListener('error', () => {
      line.lost();
      if (opened.readyState === EventSource.CLOSED) cancel = after(reopenMs, open);
    });
  };
  open();
  return () => {
    cancel();
    source?.close();
  };
}
