import { memo, useEffect, useMemo, useState, type ReactNode } from 'react';
import { ArrowLeft, LayoutGrid, X, type LucideIcon } from 'lucide-react';
import { useLive } from '../client/live.ts';
import { isLocked, type Till } from '../client/till.ts';
import { useBrand } from '../texts/use-brand.ts';
import { TextsProvider, useSay } from '../texts/use-texts.tsx';
import { Button } from '../ui/button.tsx';
import { ApprovalPanel } from './access/approval-panel.tsx';
import { LockPage } from './access/lock-page.tsx';
import type { Counter } from './counter/counter.ts';
import type { Screen } from './screen.ts';
import { screens } from './screens.ts';
import { AwayPage } from './shell/away-page.tsx';
import { ManageList } from './shell/manage-list.tsx';
import { TopLine } from './shell/top-line.tsx';
import { TrainingFrame } from './training/training-frame.tsx';
import { CounterContext, useCounter } from './use-counter.ts';
import './app.css';

/** The cashier's window: the top line, the counter, and at most one screen beside it. */
export function App({ till, counter }: { till: Till; counter: Counter }) {
  const info = useLive(till.info);
  const state = useLive(till.state);
  const access = useLive(till.access);
  const brand = useLive(till.brand);
  useBrand(brand);
  const atTheCounter = useMemo(() => ({ till, counter }), [till, counter]);
  const offered = useMemo(() => screens.filter((screen) => info && screen.isOffered(info)), [info]);
  return (
    <CounterContext value={atTheCounter}>
      <TextsProvider shopLanguage={info?.language} currency={info?.currency ?? 'EUR'} called={brand}>
        {!info || state === 'locked' ? (
          <AwayPage state={state} />
        ) : access && isLocked(access) ? (
          <LockPage access={access} />
        ) : (
          <TrainingFrame isTraining={info.training}>
            <Window offered={offered} />
          </TrainingFrame>
        )}
      </TextsProvider>
    </CounterContext>
  );
}

/** The name under which the list of what a manager may open is itself open. */
const manage = 'manage';

const Window = memo(({ offered }: { offered: readonly Screen[] }) => {
  const [open, setOpen] = useState<string>();
  const { returning } = useCounter().counter;
  useEffect(() => returning.subscribe(() => returning.get() !== undefined && setOpen('refund')), [returning]);
  const toggle = (name: string) => setOpen(name === open ? undefined : name);
  const close = () => setOpen(undefined);
  const sides = offered.filter((screen) => screen.place === 'side');
  const managed = offered.filter((screen) => screen.place === 'manage');
  const screen = [...sides, ...managed].find(({ name }) => name === open);
  const isManaging = open === manage || screen?.place === 'manage';
  const isWide = screen?.place === 'manage' && screen.wide === true;
  const room = isWide ? 'wide' : isManaging ? 'manage' : screen ? 'side' : undefined;
  return (
    <div className="window" data-side={room}>
      <div className="window-top">
        <TopLine
          sides={sides}
          open={open}
          isManaging={isManaging}
          onToggle={toggle}
          onManage={() => setOpen(isManaging ? undefined : manage)}
        />
        <ApprovalPanel />
      </div>
      {offered
        .filter(({ place }) => place === 'counter')
        .map(({ name, Body }) => (
          <Body key={name} />
        ))}
      {open === manage && (
        <Side title="manage.title" icon={LayoutGrid} onClose={close}>
          <ManageList screens={managed} onOpen={setOpen} />
        </Side>
      )}
      {screen && (
        <Side
          title={screen.title}
          icon={screen.icon}
          onClose={close}
          {...(screen.place === 'manage' && { onBack: () => setOpen(manage) })}
        >
          <screen.Body key={screen.name} />
        </Side>
      )}
    </div>
  );
});

function Side({
  title,
  icon: Icon,
  onBack,
  onClose,
  children,
}: {
  title: string;
  icon: LucideIcon;
  onBack?: () => void;
  onClose(): void;
  children: ReactNode;
}) {
  const say = useSay();
  return (
    <aside className="side" aria-label={say(title)}>
      <header>
        {onBack ? (
          <Button look="quiet" aria-label={say('manage.back')} onPress={onBack}>
            <ArrowLeft aria-hidden />
          </Button>
        ) : (
          <Icon aria-hidden />
        )}
        <h2>{say(title)}</h2>
        <Button look="quiet" aria-label={say('app.close')} onPress={onClose}>
          <X aria-hidden />
        </Button>
      </header>
      {children}
    </aside>
  );
}
