import { Trophy } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { PlaceOnBoard as Place } from '#shared/api/leaderboard.api.ts';
import { placeWords } from '#shared/members/leaderboard.ts';
import { useLive } from '../../../client/live.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { useCounter } from '../../use-counter.ts';
import './place-on-board.css';

/** Where a member stands on this month's leaderboard. Nothing for who does not take part; the counter never waits for it. */
export function PlaceOnBoard({ walletId }: { walletId: string }) {
  const { say, language } = useTexts();
  const { till } = useCounter();
  const status = useLive(till.status);
  const place = usePlace(walletId);
  if (!place) return null;
  return (
    <p className="place-on-board aside">
      <Trophy aria-hidden />
      <span>
        {placeWords(place, say, language)}
        {status?.link === 'offline' && ` · ${say('leaderboard.as-known')}`}
      </span>
    </p>
  );
}

/** Asked anew whenever the counter changed. */
function usePlace(walletId: string): Place | null {
  const { till } = useCounter();
  const news = useLive(till.news);
  const state = useLive(till.state);
  const [place, setPlace] = useState<Place | null>(null);
  useEffect(() => {
    let current = true;
    // Away, or not for whoever is in: nothing is shown.
    till.call('leaderboard.place', { walletId }).then(
      (answer) => current && setPlace(answer),
      () => {},
    );
    return () => {
      current = false;
    };
  }, [till, news, state, walletId]);
  return place;
}
