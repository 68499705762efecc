import { useEffect, useState } from 'react';
import type { Act } from '#shared/api/people.api.ts';
import { errorCodeOf, type ErrorCode } from '#shared/api/channel.ts';
import { formatWhen } from '#shared/api/sentences.ts';
import { formatMoney } from '#shared/money/format-money.ts';
import { useLive } from '../../../client/live.ts';
import { useTexts, type Texts } from '../../../texts/use-texts.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useCounter } from '../../use-counter.ts';

/** As many as anybody reads through. */
const shownActs = 200;

/** Who did what here lately, newest first, as the till's log has it. */
export function ActivityPart() {
  const texts = useTexts();
  const { say, language } = texts;
  const { till } = useCounter();
  const news = useLive(till.news);
  const access = useLive(till.access)?.serial;
  const [acts, show] = useState<readonly Act[]>();
  const [failed, fail] = useState<ErrorCode>();
  useEffect(() => {
    till.call('people.activity', { limit: shownActs }).then(
      (latest) => {
        fail(undefined);
        show(latest);
      },
      (thrown: unknown) => fail(errorCodeOf(thrown)),
    );
  }, [till, news, access]);
  if (failed) return <Notice tone="stop" text={say(`error.${failed}`)} />;
  if (!acts) return null;
  if (acts.length === 0) return <p className="aside">{say('activity.empty')}</p>;
  return (
    <ol className="acts" aria-label={say('people.part.activity')}>
      {acts.map((act) => (
        <li key={act.seq}>
          <strong>
            {kindOf(act, texts)}
            <span>{amountOf(act, texts)}</span>
          </strong>
          <span className="aside">
            {[formatWhen(act.atMs, language), nameOf(act.who, texts), approvalOf(act, texts)]
              .filter((part) => part !== '')
              .join(' · ')}
          </span>
        </li>
      ))}
    </ol>
  );
}

const nameOf = (name: string | null, { say }: Texts): string =>
  name === null ? say('activity.nobody') : name || say('activity.unknown');

const approvalOf = (act: Act, texts: Texts): string =>
  act.approvedBy === null ? '' : texts.say('activity.yes', { name: nameOf(act.approvedBy, texts) });

function kindOf({ kind, about }: Act, { say }: Texts): string {
  const what = say(`activity.${kind}`);
  if (kind === 'approved') return `${what}: ${say(`access.action.${about}`)}`;
  return about === '' || kind === 'rules' ? what : `${what}: ${about}`;
}

function amountOf({ amount }: Act, { language, say }: Texts): string {
  if (!amount) return '';
  const { minor, unit } = amount;
  const [kind = '', what = ''] = unit.split(':');
  if (kind === 'credit' || kind === 'gift') return formatMoney({ minor, currency: what }, language);
  return kind === 'points' || kind === 'stamps'
    ? say(`holding.${kind}`, { count: minor, pointsOf: unit })
    : `${minor}`;
}
