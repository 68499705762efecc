import { useEffect, useState } from 'react';
import type { DisplayInfo } from '#shared/api/bystander.ts';
import { useSay } from '../texts/use-texts.tsx';
import { QrCode } from '../ui/qr-code.tsx';
import type { Display } from './display.ts';

/** Nobody is served: the shop's name, its pictures one after the other, and how to join. */
export function Idle({ info, display }: { info: DisplayInfo; display: Display }) {
  const { pictures, secondsPerPicture, join } = info;
  return (
    <main className="display idle" data-pictures={pictures.length > 0}>
      {pictures.length > 0 && <Pictures pictures={pictures} seconds={secondsPerPicture} display={display} />}
      <div className="idle-words">
        {info.logo && <img className="display-logo" src={info.logo} alt="" />}
        <h1>{info.shop}</h1>
        {join ? <Join {...join} /> : <Welcome />}
      </div>
    </main>
  );
}

function Welcome() {
  const say = useSay();
  return <p className="idle-welcome">{say('display.welcome')}</p>;
}

function Join({ size, dark }: { size: number; dark: string }) {
  const say = useSay();
  return (
    <section className="join" aria-label={say('display.join')}>
      <QrCode size={size} dark={dark} label={say('display.join.code')} />
      <div>
        <h2>{say('display.join')}</h2>
        <p>{say('display.join.how')}</p>
        <p className="aside">{say('display.join.consent')}</p>
      </div>
    </section>
  );
}

/** One after the other, each laid over the one before. A picture that is gone by now is passed over. */
function Pictures({
  pictures,
  seconds,
  display,
}: {
  pictures: readonly string[];
  seconds: number;
  display: Display;
}) {
  const [shown, setShown] = useState<{ now: string; before?: string | undefined }>();
  useEffect(() => {
    let at = 0;
    let wanted = true;
    const next = async (): Promise<void> => {
      const pictureId = pictures[at % pictures.length] ?? '';
      at += 1;
      const picture = await display.call('display.picture', { pictureId });
      if (wanted && picture)
        setShown((last) =>
          last?.now === picture.dataUrl ? last : { now: picture.dataUrl, before: last?.now },
        );
    };
    // Away: asked again with the next one.
    const step = (): void => void next().catch(() => {});
    step();
    const timer = pictures.length > 1 ? setInterval(step, seconds * 1000) : undefined;
    return () => {
      wanted = false;
      clearInterval(timer);
    };
  }, [pictures, seconds, display]);
  return (
    <div className="pictures" aria-hidden>
      {shown?.before && <img key={`${shown.before}-before`} src={shown.before} alt="" />}
      {shown && <img key={shown.now} className="picture-now" src={shown.now} alt="" />}
    </div>
  );
}
