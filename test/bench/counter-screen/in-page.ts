/** What the bench leaves in the page: it notes moments where they happen, so that no round trip of the bench is counted. */
export interface Noted {
  /** Resolves with how long it took from the last key until the text was drawn. */
  drawn: Promise<number>;
  /** When the first key of the counter could be pressed, counted from the start of the page. */
  ready: number;
  /** How long each search took from its key until its answer was drawn. */
  searches: number[];
  /** Tasks that kept the page from answering for more than 50 ms. */
  longTasks: number[];
}

declare global {
  interface Window {
    noted: Noted;
  }
}

/** Runs in the page before anything of ours: notes long tasks, and searches by their frames. */
export function noteFromTheStart(): void {
  const noted: Noted = { drawn: Promise.resolve(0), ready: Number.NaN, searches: [], longTasks: [] };
  window.noted = noted;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) noted.longTasks.push(duration);
  }).observe({ type: 'longtask', buffered: true });
  const untilReady = new MutationObserver(() => {
    if (!document.querySelector('.keypad button')) return;
    untilReady.disconnect();
    requestAnimationFrame(() => (noted.ready = performance.now()));
  });
  untilReady.observe(document, { subtree: true, childList: true });
  let lastKeyMs = 0;
  addEventListener('keydown', () => (lastKeyMs = performance.now()), true);
  // Busy from the key on, until the answer to what stands there now is in the list.
  new MutationObserver((changes) => {
    const answered = changes.some(
      ({ target, oldValue }) =>
        oldValue === 'true' && target instanceof Element && target.matches('.hits[aria-busy="false"]'),
    );
    if (answered) requestAnimationFrame(() => noted.searches.push(performance.now() - lastKeyMs));
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
    const onKey = (): void => {
      const keyMs = performance.now();
      requestAnimationFrame(() => resolve(performance.now() - keyMs));
    };
    addEventListener('keydown', onKey, { once: true, capture: true });
  });
}

/** Runs in the page: from now on waits until `text` stands in `where`, counted from the last key before it. */
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
      requestAnimationFrame(() => resolve(performance.now() - lastKeyMs));
    });
    if (place) observer.observe(place, { subtree: true, childList: true, characterData: true });
  });
}
