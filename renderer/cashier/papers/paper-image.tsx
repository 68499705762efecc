import { useEffect, useState } from 'react';
import { useSay } from '../../texts/use-texts.tsx';
import { useCounter } from '../use-counter.ts';

interface Picture {
  png: string;
  widthDots: number;
  heightDots: number;
}

/** The paper of a job, dot for dot as it comes out. Nothing while it is being drawn or if the job is gone. */
export function PaperImage({ jobId }: { jobId: string }) {
  const say = useSay();
  const { till } = useCounter();
  const [picture, setPicture] = useState<Picture>();
  useEffect(() => {
    let wanted = true;
    till.call('print.preview', { jobId }).then(
      (drawn) => wanted && setPicture(drawn),
      // Without its picture a job still has its words; asking again comes with the next look at it.
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [till, jobId]);
  return (
    <figure className="paper-image" data-drawn={picture !== undefined}>
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
