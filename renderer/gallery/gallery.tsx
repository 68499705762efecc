import { useEffect, useState } from 'react';
import { brandHues } from '#shared/settings/brand-hues.ts';
import { Choice } from '../ui/choice.tsx';
import { Panel } from '../ui/panel.tsx';
import { wearHues } from '../ui/wear-hues.ts';
import { exhibits } from './exhibits.tsx';
import './gallery.css';

const themes = ['light', 'dark', 'contrast'] as const;
/** Ours, and what shops may choose: a dark one, a light one, one in between. */
const hues = ['own', '#7a1f3d', '#ffee00', '#808080'] as const;

/** Every part of the design system in every state it has, in every theme and hue: for whoever builds a screen, and for axe. */
export function Gallery() {
  const [theme, setTheme] = useState<(typeof themes)[number]>('light');
  const [hue, setHue] = useState<(typeof hues)[number]>('own');
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  useEffect(() => wearHues(hue === 'own' ? null : brandHues(hue)), [hue]);
  return (
    <main className="gallery">
      <header>
        <h1>Every part, in every state</h1>
        <Choice<(typeof themes)[number]>
          label="Theme"
          value={theme}
          options={themes.map((one) => [one, one] as const)}
          onChange={setTheme}
        />
        <Choice<(typeof hues)[number]>
          label="Hue"
          value={hue}
          options={hues.map((one) => [one, one] as const)}
          onChange={setHue}
        />
      </header>
      {exhibits.map(({ name, Body }) => (
        <Panel key={name} title={name}>
          <div className="exhibit">
            <Body />
          </div>
        </Panel>
      ))}
    </main>
  );
}
