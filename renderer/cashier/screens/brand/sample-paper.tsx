import { useEffect, useState } from 'react';
import type { PaperSettings } from '#shared/settings/paper-settings.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import { useCounter } from '../../use-counter.ts';

/** Typing is followed by the paper when it pauses. */
const pauseMs = 200;

interface Picture {
  png: string;
  widthDots: number;
  heightDots: number;
}

/** A paper with these words around it, from the very bytes that this till's printer would get. */
export function SamplePaper({ paper, looks }: { paper: PaperSettings; looks: number }) {
  const say = useSay();
  const { till } = useCounter();
  const [picture, show] = useState<Picture>();
  const asked = JSON.stringify(paper);
  useEffect(() => {
    let wanted = true;
    const timer = setTimeout(() => {
      till.call('brand.paper-preview', JSON.parse(asked) as PaperSettings).then(
        (drawn) => wanted && show(drawn),
        // The line is away: the last paper stays, and the next change asks again.
        () => {},
      );
    }, pauseMs);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [till, asked, looks]);
  return (
    <figure className="brand-paper" data-drawn={picture !== undefined}>
      {picture && (
        <img
          src={picture.png}
          width={picture.widthDots}
          height={picture.heightDots}
          alt={say('printing.preview')}
        />
      )}
    </figure>
  );
}
