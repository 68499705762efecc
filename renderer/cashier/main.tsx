import '../client/zod-config.ts'; // first: schemas read it when they are made
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../ui/base.css';
import { settled } from '../client/live.ts';
import { openPort } from '../client/open-port.ts';
import { createTill } from '../client/till.ts';
import { guardWindow, keysMeanTheCounter } from './access/guard-window.ts';
import { App } from './app.tsx';
import { bindKeys } from './counter/bind-keys.ts';
import { bindScannedActions } from './counter/bind-scanned-actions.ts';
import { createCounter } from './counter/counter.ts';
import { followTurn } from './counter/follow-turn.ts';
import { followSounds } from './sounds/follow-sounds.ts';
import { playSound } from './sounds/play-sound.ts';
import { bindWedge } from './wedge/bind-wedge.ts';

const till = createTill(
  () => openPort('till'),
  {
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  },
  () => location.reload(),
);
const counter = createCounter(till, () => crypto.randomUUID());

bindWedge(window, {
  onScan: (scan) => void counter.scan({ deviceId: 'keyboard-wedge', ...scan }),
  remember: () => counter.remember(),
});
bindScannedActions(window, counter, till, followTurn(window, navigator.locks));
guardWindow(window, till);
bindKeys(window, counter, {
  items: () => till.visit.get()?.items ?? [],
  listens: () => keysMeanTheCounter(till),
});

followSounds(till.visit, counter.notice, playSound);

/** So long the empty frame of index.html says enough; a quick start shows no word that is gone before it is read. */
const quietMs = 400;

/** Resolves as soon as there is more to show than the frame: the counter, or why there is none. */
const somethingToShow = (): Promise<unknown> =>
  Promise.race([
    settled(till.info, (info) => info !== undefined),
    settled(till.state, (state) => state === 'locked'),
    new Promise((resolve) => setTimeout(resolve, quietMs)),
  ]);

const place = document.getElementById('root');
void somethingToShow().then(
  () =>
    place &&
    createRoot(place).render(
      <StrictMode>
        <App till={till} counter={counter} />
      </StrictMode>,
    ),
);
