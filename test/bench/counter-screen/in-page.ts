/** How long something took, in milliseconds. */
export interface Taken {
  /** From the last key until it was drawn. */
  drawnMs: number;
  /** Of that, until it stood in the page: what is our work and the way to the core and back. The rest is the browser's picture. */
  oursMs: number;
}

/** What the bench leaves in the page: it notes moments where they happen, so that no round trip of the bench is counted. */
export interface Noted {
  /** Resolves with how long it took from the last key until the text was drawn. */
  drawn: Promise<Taken>;
  /** When the first key of the counter could be pressed, counted from the start of the page. */
  ready: number;
  /** How long each search took from the moment its letter was pressed until its answer was drawn. */
  searches: number[];
  /** Tasks that kept the page from answering for more than 50 ms. */
  longTasks: number[];
  /** Resolves when what stands in the page now is drawn: behind the work of the next frame, not before it. */
  nextPicture(): Promise<void>;
}

declare global {
  interface Window {
    noted: Noted;
  }
}

/** Runs in the page before anything of ours: notes long tasks, and searches by their frames. */
export function noteFromTheStart(): void {
  const noted: Noted = {
    drawn: Promise.resolve({ drawnMs: 0, oursMs: 0 }),
    ready: Number.NaN,
    searches: [],
    longTasks: [],
    nextPicture: () =>
      new Promise((resolve) =>
        requestAnimationFrame(() => {
          // Asked for a frame, a page is told before it is drawn; a message to itself comes behind that.
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {
            port1.close();
            resolve();
          };
          port2.postMessage(null);
        }),
      ),
  };
  window.noted = noted;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) noted.longTasks.push(duration);
  }).observe({ type: 'longtask', buffered: true });
  const untilReady = new MutationObserver(() => {
    if (!document.querySelector('.keypad button')) return;
    untilReady.disconnect();
    void noted.nextPicture().then(() => (noted.ready = performance.now()));
  });
  untilReady.observe(document, { subtree: true, childList: true });
  // Only a letter is a search: what opens the field asks for nobody, and is not counted.
  let letterMs: number | undefined;
  addEventListener(
    'keydown',
    ({ key, timeStamp }) => (letterMs = [...key].length === 1 ? timeStamp : undefined),
    true,
  );
  // Busy from the key on, until the answer to what stands there now is in the list.
  new MutationObserver((changes) => {
    const answered = changes.some(
      ({ target, oldValue }) =>
        oldValue === 'true' && target instanceof Element && target.matches('.hits[aria-busy="false"]'),
    );
    if (!answered || letterMs === undefined) return;
    const pressedMs = letterMs;
    letterMs = undefined;
    void noted.nextPicture().then(() => noted.searches.push(performance.now() - pressedMs));
  }).observe(document, {
    subtree: true,
    attributes: true,
    attributeFilter: ['aria-busy'],
    attributeOldValue: true,
  });
}

/** Runs in the page: waits for a key that means nothing here, and answers how long the next picture took: what no page is quicker than. */
export function awaitPicture(): void {
  window.noted.drawn = new Promise((resolve) => {
    const onKey = ({ timeStamp }: KeyboardEvent): void =>
      void window.noted
        .nextPicture()
        .then(() => resolve({ drawnMs: performance.now() - timeStamp, oursMs: 0 }));
    addEventListener('keydown', onKey, { once: true, capture: true });
  });
}

/**
 * Runs in the page: from now on waits until `text` stands in `where`, counted from the last key before it. From when that key reached the
 * page: when it was pressed is made up by the scanner of the tests.
 */
export function awaitDrawn({ where, text }: { where: string; text: string }): void {
  window.noted.drawn = new Promise((resolve) => {
    const place = document.querySelector(where);
    let lastKeyMs = performance.now();
    const onKey = (): void => void (lastKeyMs = performance.now());
    addEventListener('keydown', onKey, true);
    const observer = new MutationObserver(() => {
      if (!place?.textContent?.includes(text)) return;
      observer.disconnect();
      removeEventListener('keydown', onKey, true);
      const oursMs = performance.now() - lastKeyMs;
      void window.noted.nextPicture().then(() => resolve({ drawnMs: performance.now() - lastKeyMs, oursMs }));
    });
    if (place) observer.observe(place, { subtree: true, childList: true, characterData: true });
  });
}
