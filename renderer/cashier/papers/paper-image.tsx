import { useEffect, useState } from 'react';
import { useSay } from '../../texts/use-texts.tsx';
import { useCounter } from '../use-counter.ts';

/** A drawn paper, one dot one pixel. */
export interface Picture {
  png: string;
  widthDots: number;
  heightDots: number;
}

/** The paper of a job, dot for dot as it comes out. Nothing while it is being drawn or if the job is gone. */
export function PaperImage({ jobId }: { jobId: string }) {
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
  return <PaperPicture picture={picture} />;
}

/** A paper as it comes out, or the place for it while it is being drawn. */
export function PaperPicture({ picture }: { picture: Picture | undefined }) {
  const say = useSay();
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
