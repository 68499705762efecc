import { useEffect } from 'react';
import type { DisplayInfo, DisplayScene } from '#shared/api/bystander.ts';
import { useLive } from '../client/live.ts';
import { useBrand } from '../texts/use-brand.ts';
import { machineLanguage, TextsIn, useSay } from '../texts/use-texts.tsx';
import { Away } from './away.tsx';
import { Customer } from './customer.tsx';
import type { Display } from './display.ts';
import { Idle } from './idle.tsx';
import { Sold } from './sold.tsx';
import './display.css';

/** The display towards the customers: whoever is served sees their moment, in their language; else the shop's pictures. */
export function App({ display }: { display: Display }) {
  const info = useLive(display.info);
  const state = useLive(display.state);
  const scene = useLive(display.scene);
  useBrand(info?.brand);
  const theme = info?.theme ?? 'system';
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  // What was on it belongs to somebody who may have left by now.
  const lost = state !== 'open' || !info;
  return (
    <TextsIn
      language={(lost ? undefined : scene?.language) ?? info?.language ?? machineLanguage()}
      currency={info?.currency ?? 'EUR'}
      called={info?.brand}
    >
      {info?.training && <TrainingMark />}
      {lost ? (
        <Away state={state} shop={info?.shop} />
      ) : (
        <Scene info={info} scene={scene} display={display} />
      )}
    </TextsIn>
  );
}

function Scene({
  info,
  scene,
  display,
}: {
  info: DisplayInfo;
  scene: DisplayScene | undefined;
  display: Display;
}) {
  if (!scene) return <Idle info={info} display={display} />;
  return scene.kind === 'sold' ? <Sold info={info} scene={scene} /> : <Customer info={info} scene={scene} />;
}

/** Nobody shall take what is shown for theirs. */
function TrainingMark() {
  return <p className="training-mark">{useSay()('training.mark')}</p>;
}
