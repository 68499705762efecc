import { ChevronRight } from 'lucide-react';
import { useSay } from '../../texts/use-texts.tsx';
import { Button } from '../../ui/button.tsx';
import type { ManageScreen } from '../screen.ts';
import './manage-list.css';

/** All that is set up or looked at when nobody waits, each with a line that says what for. */
export function ManageList({
  screens,
  onOpen,
}: {
  screens: readonly ManageScreen[];
  onOpen(name: string): void;
}) {
  const say = useSay();
  return (
    <ul className="manage-list">
      {screens.map(({ name, icon: Icon, title, about }) => (
        <li key={name} data-screen={name}>
          <Button
            look="quiet"
            aria-label={say(title)}
            aria-describedby={`about-${name}`}
            onPress={() => onOpen(name)}
          >
            <Icon aria-hidden />
            <strong>{say(title)}</strong>
            <ChevronRight aria-hidden />
          </Button>
          <small id={`about-${name}`}>{say(about)}</small>
        </li>
      ))}
    </ul>
  );
}
