import { Award, Coffee, Crown, Flame, Heart, Leaf, Medal, Star, Trophy, type LucideIcon } from 'lucide-react';
import type { BadgeView, OutcomeView } from '#shared/api/checkout.api.ts';
import { formatDay } from '#shared/base/language.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import './badges.css';

const pictures: Readonly<Record<string, LucideIcon>> = {
  star: Star,
  trophy: Trophy,
  crown: Crown,
  heart: Heart,
  cup: Coffee,
  flame: Flame,
  medal: Medal,
  leaf: Leaf,
};

/** The picture of a badge; one that only a newer Tessera draws is a rosette here. */
export function BadgePicture({ picture }: { picture: string }) {
  const Picture = pictures[picture] ?? Award;
  return (
    <span className="badge-picture" aria-hidden>
      <Picture />
    </span>
  );
}

/** The badges a member has, the newest first, each with its picture and since when. */
export function Badges({ badges }: { badges: readonly BadgeView[] }) {
  const { say, language } = useTexts();
  if (badges.length === 0) return null;
  return (
    <section className="badges" aria-label={say('badge.list')}>
      <ul>
        {badges.map(({ programId, key, title, picture, day }) => (
          <li key={`${programId} ${key}`}>
            <BadgePicture picture={picture} />
            <span>
              {title}
              <span className="aside">{say('badge.since', { day: formatDay(day, language) })}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What was reached with the sale that was just confirmed. */
export function ReachedNow({ reached }: Pick<OutcomeView, 'reached'>) {
  const { say } = useTexts();
  return reached.map(({ programId, title, badge }) => (
    <p key={`${programId} ${title}`} className="reached-now" data-tone="gain">
      <BadgePicture picture={badge ?? 'trophy'} />
      {say(badge === null ? 'outcome.reached' : 'outcome.badge', { title })}
    </p>
  ));
}
