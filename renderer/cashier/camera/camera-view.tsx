import { useEffect, useRef, useState } from 'react';
import { useSay } from '../../texts/use-texts.tsx';
import { Button } from '../../ui/button.tsx';
import { KeyCap } from '../../ui/key-cap.tsx';
import { useCounter } from '../use-counter.ts';
import { watchCamera, type CameraState } from './watch-camera.ts';
import './camera.css';

/** What the camera sees and how it is. Whatever is held before it is scanned as by any scanner. */
export function CameraView({ name }: { name: string }) {
  const say = useSay();
  const { counter } = useCounter();
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<CameraState>('starting');
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (!video.current) return undefined;
    return watchCamera({
      name,
      video: video.current,
      onScan: (text) => void counter.scan({ deviceId: 'camera', text }),
      became: setState,
    });
  }, [name, counter, tries]);
  const isWell = state === 'starting' || state === 'watching';
  return (
    <section className="camera" aria-label={say('camera.title')}>
      {/* A mirror would turn the hand the wrong way; the picture is as the camera sees it. */}
      <video ref={video} hidden={!isWell} muted playsInline aria-label={say('camera.picture')} />
      <div className="camera-words">
        <p role="status">{say(isWell ? `camera.${state}` : `camera.trouble.${state}`, { name })}</p>
        {!isWell && <Button onPress={() => setTries(tries + 1)}>{say('camera.again')}</Button>}
        <Button look="quiet" onPress={() => void counter.turnCamera()}>
          {say('camera.off')}
          <KeyCap>F11</KeyCap>
        </Button>
      </div>
    </section>
  );
}
