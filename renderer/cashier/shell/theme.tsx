import { Contrast, Monitor, Moon, Sun, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { useSay } from '../../texts/use-texts.tsx';
import { Button } from '../../ui/button.tsx';

const themes = ['system', 'light', 'dark', 'contrast'] as const;
type Theme = (typeof themes)[number];
const icons: Record<Theme, LucideIcon> = { system: Monitor, light: Sun, dark: Moon, contrast: Contrast };
const rememberedAs = 'tessera.theme';

/** Light, dark, high contrast, or as the system does; remembered on this machine. Each press takes the next. */
export function ThemeButton() {
  const say = useSay();
  const [theme, setTheme] = useState(startTheme);
  const Icon = icons[theme];
  const next = (): void => {
    const wanted = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system';
    localStorage.setItem(rememberedAs, wanted);
    apply(wanted);
    setTheme(wanted);
  };
  const name = `${say('app.theme')}: ${say(`app.theme.${theme}`)}`;
  return (
    <Button look="quiet" aria-label={name} onPress={next}>
      <Icon aria-hidden />
    </Button>
  );
}

function startTheme(): Theme {
  const remembered = localStorage.getItem(rememberedAs);
  const theme = themes.find((one) => one === remembered) ?? 'system';
  apply(theme);
  return theme;
}

function apply(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}
