import { ImagePlus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import type { DisplayPicture, DisplayView, PictureRefusal } from '#shared/api/display.api.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { useAttempt } from '../../use-attempt.ts';
import { useCounter } from '../../use-counter.ts';
import { shrinkPicture } from './shrink-picture.ts';

/** The pictures that the display shows while nobody is served. */
export function DisplayPictures({ view }: { view: DisplayView }) {
  const say = useSay();
  const { till } = useCounter();
  const { attempt, busy, failed } = useAttempt();
  const [refused, setRefused] = useState<PictureRefusal | null>(null);
  const add = (files: FileList | null) =>
    attempt(async () => {
      setRefused(null);
      for (const file of files ?? []) {
        const dataUrl = await shrinkPicture(file);
        const answer = dataUrl
          ? await till.call('display.add-picture', { dataUrl })
          : { refused: 'not-a-picture' as const };
        if (answer.refused) setRefused(answer.refused);
      }
    });
  return (
    <>
      <h3>{say('devices.display.pictures')}</h3>
      {view.pictures.length === 0 && <p className="aside">{say('devices.display.pictures.none')}</p>}
      <ul className="ports">
        {view.pictures.map((picture) => (
          <Picture key={picture.pictureId} picture={picture} />
        ))}
      </ul>
      <FileTrigger
        acceptedFileTypes={['image/png', 'image/jpeg', 'image/webp']}
        allowsMultiple
        onSelect={(files) => void add(files)}
      >
        <Button isDisabled={busy}>
          <ImagePlus aria-hidden />
          {say('devices.display.picture.add')}
        </Button>
      </FileTrigger>
      <p className="aside">{say('devices.display.folder', { folder: view.folder })}</p>
      {refused && <p role="alert">{say(`devices.display.picture.${refused}`)}</p>}
      {failed && <p role="alert">{say(`error.${failed}`)}</p>}
    </>
  );
}

function Picture({ picture: { pictureId, sizeBytes, tooLarge } }: { picture: DisplayPicture }) {
  const say = useSay();
  const { till } = useCounter();
  const { attempt, failed } = useAttempt();
  const remove = () => void attempt(() => till.call('display.remove-picture', { pictureId }));
  return (
    <li className="device">
      <p className="picture-name">{pictureId}</p>
      <p className="aside">
        {tooLarge
          ? say('devices.display.picture.too-large')
          : say('devices.display.picture.size', { kilobytes: Math.ceil(sizeBytes / 1024) })}
      </p>
      <Button
        look="quiet"
        aria-label={`${say('devices.display.picture.remove')}: ${pictureId}`}
        onPress={remove}
      >
        <Trash2 aria-hidden />
        {say('devices.display.picture.remove')}
      </Button>
      {failed && <p role="alert">{say(`error.${failed}`)}</p>}
    </li>
  );
}
