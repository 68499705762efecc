import { useState } from 'react';
import { X } from 'lucide-react';
import { useLive } from '../client/live.ts';
import type { Till } from '../client/till.ts';
import { TextsProvider, useSay } from '../texts/use-texts.tsx';
import { Button } from '../ui/button.tsx';
import type { Counter } from './counter/counter.ts';
import type { Screen } from './screen.ts';
import { screens } from './screens.ts';
import { AwayPage } from './shell/away-page.tsx';
import { TopLine } from './shell/top-line.tsx';
import { CounterContext } from './use-counter.ts';
import './app.css';

/** The cashier's window: the top line, the counter, and at most one screen beside it. */
export function App({ till, counter }: { till: Till; counter: Counter }) {
  const info = useLive(till.info);
  const state = useLive(till.state);
  return (
    <CounterContext value={{ till, counter }}>
      <TextsProvider shopLanguage={info?.language} currency={info?.currency ?? 'EUR'}>
        {info && state !== 'locked' ? (
          <Window offered={screens.filter((screen) => screen.isOffered(info))} />
        ) : (
          <AwayPage state={state} />
        )}
      </TextsProvider>
    </CounterContext>
  );
}

function Window({ offered }: { offered: readonly Screen[] }) {
  const [open, setOpen] = useState<string>();
  const sides = offered.filter((screen) => screen.place === 'side');
  const side = sides.find((screen) => screen.name === open);
  return (
    <div className="window" data-side={side !== undefined}>
      <TopLine
        sides={sides}
        open={side?.name}
        onToggle={(name) => setOpen(name === open ? undefined : name)}
      />
      {offered
        .filter((screen) => screen.place === 'counter')
        .map(({ name, Body }) => (
          <Body key={name} />
        ))}
      {side && <Side screen={side} onClose={() => setOpen(undefined)} />}
    </div>
  );
}

function Side({ screen, onClose }: { screen: Screen; onClose(): void }) {
  const say = useSay();
  return (
    <aside className="side" aria-label={say(screen.title)}>
      <header>
        <screen.icon aria-hidden />
        <h2>{say(screen.title)}</h2>
        <Button look="quiet" aria-label={say('app.close')} onPress={onClose}>
          <X aria-hidden />
        </Button>
      </header>
      <screen.Body />
    </aside>
  );
}
