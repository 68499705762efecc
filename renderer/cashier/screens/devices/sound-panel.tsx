import { Volume2 } from 'lucide-react';
import { useState } from 'react';
import { useSay } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Check } from '../../../ui/check.tsx';
import { areSoundsOn, playSound, turnSounds } from '../../sounds/play-sound.ts';
import { sounds } from '../../sounds/sound-of.ts';

/** Whether this counter is heard, and what each sound means. */
export function SoundPanel() {
  const say = useSay();
  const [on, setOn] = useState(areSoundsOn);
  const turn = (wanted: boolean): void => {
    turnSounds(wanted);
    setOn(wanted);
    if (wanted) playSound('known');
  };
  return (
    <section className="devices-part" aria-label={say('devices.sounds')}>
      <div className="device">
        <h3>
          <Volume2 aria-hidden />
          {say('devices.sounds')}
        </h3>
        <p className="aside">{say('devices.sounds.about')}</p>
        <Check label={say('devices.sounds.on')} checked={on} onChange={turn} />
        {on && (
          <div className="devices-row">
            {sounds.map((sound) => (
              <Button key={sound} look="quiet" onPress={() => playSound(sound)}>
                {say(`devices.sounds.${sound}`)}
              </Button>
            ))}
          </div>
        )}
      </div>
    </section>
  );
}
