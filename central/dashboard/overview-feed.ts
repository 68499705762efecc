import { Overview } from '#shared/sync/overview.ts';

/** What the page knows. `overview` stays when the centre goes away: old figures with a word beside them beat none. */
export interface FeedState {
  overview: Overview | null;
  link: 'connecting' | 'live' | 'reconnecting';
}

/** What the line to the centre tells. */
export interface Line {
  opened(): void;
  changed(): void;
  lost(): void;
}

/** What the feed needs of a browser. */
export interface FeedMachine {
  fetchOverview(): Promise<unknown>;
  /** Opens the line and keeps opening it; the returned function hangs up for good. */
  listen(line: Line): () => void;
  after(ms: number, run: () => void): () => void;
}

/** The newest overview, for whoever subscribes. Works only while somebody does. */
export interface Feed {
  state(): FeedState;
  subscribe(changed: () => void): () => void;
  /** Asks now, as a person would who does not want to wait. */
  again(): void;
}

const restMs = 15_000;
const troubleRestMs = 3_000;

/**
 * Asks for the overview when the centre says that something changed, and now and then without being told, because a till that
 * falls silent tells nobody. `live` means both: the line is open, and the last question was answered.
 */
export function createFeed(machine: FeedMachine): Feed {
  let state: FeedState = { overview: null, link: 'connecting' };
  let lineIsOpen = false;
  let asking: 'no' | 'yes' | 'and again' = 'no';
  let cancelRest = (): void => {};
  let hangUp = (): void => {};
  const subscribers = new Set<() => void>();

  const become = (next: FeedState): void => {
    state = next;
    for (const changed of subscribers) changed();
  };
  const ask = async (): Promise<void> => {
    if (asking !== 'no') {
      asking = 'and again';
      return;
    }
    asking = 'yes';
    cancelRest();
    const overview = await machine.fetchOverview().then(
      (answer) => Overview.safeParse(answer).data,
      () => undefined,
    );
    if (overview) become({ overview, link: lineIsOpen ? 'live' : state.link });
    else become({ ...state, link: 'reconnecting' });
    const more = (asking as string) === 'and again';
    asking = 'no';
    if (subscribers.size === 0) return;
    if (more) await ask();
    else cancelRest = machine.after(overview ? restMs : troubleRestMs, () => void ask());
  };
  const line: Line = {
    opened() {
      lineIsOpen = true;
      void ask();
    },
    changed: () => void ask(),
    lost() {
      lineIsOpen = false;
      become({ ...state, link: 'reconnecting' });
    },
  };
  return {
    state: () => state,
    again: () => void ask(),
    subscribe(changed) {
      subscribers.add(changed);
      if (subscribers.size === 1) {
        hangUp = machine.listen(line);
        void ask();
      }
      return () => {
        subscribers.delete(changed);
        if (subscribers.size > 0) return;
        cancelRest();
        hangUp();
        lineIsOpen = false;
      };
    },
  };
}
