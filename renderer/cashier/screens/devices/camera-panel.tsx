import { useState } from 'react';
import { useLive } from '../../../client/live.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { useAttempt } from '../../use-attempt.ts';
import { useCounter } from '../../use-counter.ts';

/** The camera of this computer as a scanner: which one, and whether it is on. What it sees is shown at the counter. */
export function CameraPanel() {
  const say = useSay();
  const { till, counter } = useCounter();
  const camera = useLive(till.devices.camera);
  const [found, setFound] = useState<readonly string[]>();
  const [trouble, setTrouble] = useState<string>();
  const { attempt, busy, failed } = useAttempt();
  const look = () =>
    void attempt(async () => {
      const { listCameras } = await import('../../camera/open-camera.ts');
      const cameras = await listCameras();
      setTrouble(typeof cameras === 'string' ? cameras : undefined);
      setFound(typeof cameras === 'string' ? undefined : cameras);
    });
  const keep = (name: string | null) =>
    void attempt(async () => {
      await till.call('devices.set-camera', { camera: name === null ? null : { name, on: true } });
      setFound(undefined);
    });
  return (
    <section className="devices-part" aria-label={say('devices.camera')}>
      <h3>{say('devices.camera')}</h3>
      <p className="aside" role="status">
        {camera
          ? say(camera.on ? 'devices.camera.on' : 'devices.camera.off', { name: camera.name })
          : say('devices.camera.about')}
      </p>
      {found && (
        <ul className="ports" aria-label={say('devices.camera.which')}>
          {found.map((name) => (
            <li key={name}>
              <Button onPress={() => keep(name)}>{name}</Button>
            </li>
          ))}
        </ul>
      )}
      {trouble && <p role="alert">{say(`camera.trouble.${trouble}`, { name: '' })}</p>}
      {camera && (
        <Button onPress={() => void counter.turnCamera()}>
          {say(camera.on ? 'camera.off' : 'devices.camera.turn-on')}
        </Button>
      )}
      <Button look="quiet" isDisabled={busy} onPress={look}>
        {say(camera ? 'devices.camera.other' : 'devices.camera.choose')}
      </Button>
      {camera && (
        <Button look="quiet" onPress={() => keep(null)}>
          {say('devices.remove')}
        </Button>
      )}
      {failed && <p role="alert">{say(`error.${failed}`)}</p>}
    </section>
  );
}
