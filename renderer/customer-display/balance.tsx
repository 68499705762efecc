import type { DisplayScene } from '#shared/api/bystander.ts';
import { numberFormat } from '#shared/base/intl-formats.ts';
import { placeWords } from '#shared/members/leaderboard.ts';
import { useTexts } from '../texts/use-texts.tsx';
import { ProgressRing } from '../ui/progress-ring.tsx';
import { StampRow } from '../ui/stamp-row.tsx';

type Holding = DisplayScene['holdings'][number];

/** A stamp card of more places than this is a ring as well. */
const mostStamps = 12;

/** What a member holds: points as one big number in its ring, those of a second program in words, stamps in their row, credit as money; and their place on the leaderboard. */
export function Balance({
  holdings,
  place,
  everywhere,
}: Pick<DisplayScene, 'holdings' | 'place' | 'everywhere'>) {
  const { say, money, language } = useTexts();
  if (holdings.length === 0) return null;
  const credit = holdings.filter(({ unit, total }) => unit.startsWith('credit:') && total > 0);
  const rest = holdings.filter(({ unit }) => !unit.startsWith('credit:'));
  const rows = rest.filter(isRow);
  const [main, ...others] = rest.filter((holding) => !isRow(holding));
  return (
    <section className="balance" aria-label={say('display.balance')}>
      {main && <Ring holding={main} />}
      <div className="balance-rows">
        {rows.map(({ type, unit, total, have, need }, at) => {
          const words = say(`holding.${type}`, { count: total, pointsOf: unit });
          const progress = say('holding.progress', { have, need });
          return (
            <div key={at}>
              <p>{words}</p>
              <StampRow have={Math.min(have, need)} need={need} label={`${words}: ${progress}`} />
            </div>
          );
        })}
        {others.map(({ type, unit, total, have, need }) => (
          <p key={unit}>
            {say(`holding.${type}`, { count: total, pointsOf: unit })}{' '}
            {need > 0 && (
              <span className="aside">{say('holding.to-next', { missing: Math.max(0, need - have) })}</span>
            )}
          </p>
        ))}
        {credit.map(({ unit, total }) => (
          <p key={unit}>
            <strong>{money(total)}</strong> {say('holding.credit')}
          </p>
        ))}
        {place && <p>{placeWords(place, say, language)}</p>}
        {!everywhere && <p className="aside">{say('display.here')}</p>}
      </div>
    </section>
  );
}

const isRow = ({ type, need }: Holding): boolean => type === 'stamps' && need > 0 && need <= mostStamps;

function Ring({ holding: { type, unit, total, have, need } }: { holding: Holding }) {
  const { say, language } = useTexts();
  const number = numberFormat(language).format(total);
  const words = say(`holding.${type}`, { count: total, pointsOf: unit });
  const missing = Math.max(0, need - have);
  return (
    <ProgressRing have={have} need={need} label={`${words}: ${say('holding.progress', { have, need })}`}>
      <strong className="balance-number">{number}</strong>
      <span>{words.replace(number, '').trim()}</span>
      {need > 0 && <span className="aside">{say('holding.to-next', { missing })}</span>}
    </ProgressRing>
  );
}
