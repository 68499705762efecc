import { LayoutGrid } from 'lucide-react';
import { useLive } from '../../client/live.ts';
import { formatClock } from '#shared/api/sentences.ts';
import { languageTags } from '../../texts/say.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { SignedIn } from '../access/signed-in.tsx';
import type { SideScreen } from '../screen.ts';
import { useCounter } from '../use-counter.ts';
import { LinkState } from './link-state.tsx';
import { PrinterState } from './printer-state.tsx';
import { ThemeButton } from './theme.tsx';
import { useClock } from './use-clock.ts';
import './top-line.css';

/** What is true all day: connection, hour, which till this is, what needs a person, and how the screen looks and speaks. */
export function TopLine({
  sides,
  open,
  isManaging,
  onToggle,
  onManage,
}: {
  sides: readonly SideScreen[];
  open: string | undefined;
  isManaging: boolean;
  onToggle(name: string): void;
  onManage(): void;
}) {
  const { language, say, chooseLanguage } = useTexts();
  const { till } = useCounter();
  const info = useLive(till.info);
  const nowMs = useClock();
  return (
    <header className="top-line">
      <LinkState />
      <PrinterState />
      <time dateTime={new Date(nowMs).toISOString()}>{formatClock(nowMs, language)}</time>
      <h1>
        {info?.shop} <span>{info?.tillName}</span>
      </h1>
      {sides.map((screen) => (
        <SideButton
          key={screen.name}
          screen={screen}
          isOpen={open === screen.name}
          onPress={() => onToggle(screen.name)}
        />
      ))}
      <Button look="quiet" aria-expanded={isManaging} aria-label={say('manage.title')} onPress={onManage}>
        <span className="side-button" data-screen="manage">
          <LayoutGrid aria-hidden />
          <span className="word">{say('manage.title')}</span>
        </span>
      </Button>
      <Choice
        label={say('app.language')}
        value={language}
        options={languageTags.map((tag) => [tag, tag.toUpperCase(), say(`app.language.${tag}`)] as const)}
        onChange={chooseLanguage}
      />
      <ThemeButton />
      <SignedIn />
    </header>
  );
}

function SideButton({ screen, isOpen, onPress }: { screen: SideScreen; isOpen: boolean; onPress(): void }) {
  const { say } = useTexts();
  const status = useLive(useCounter().till.status);
  const count = (status && screen.asks?.count(status)) ?? 0;
  const words = screen.asks && count > 0 ? say(screen.asks.text, { count }) : say(screen.title);
  return (
    <Button look="quiet" aria-expanded={isOpen} aria-label={words} onPress={onPress}>
      <span className="side-button" data-screen={screen.name} data-asks={count > 0} data-tone="attention">
        <screen.icon aria-hidden />
        <span className="word">{words}</span>
        {count > 0 && <span className="number">{count}</span>}
      </span>
    </Button>
  );
}
