import { Gift, Search } from 'lucide-react';
import { useState } from 'react';
import type { RefusalView } from '#shared/api/checkout.api.ts';
import type { GiftCardFound } from '#shared/api/gift-cards.api.ts';
import { refusalSentence } from '#shared/api/sentences.ts';
import { formatDay } from '#shared/base/language.ts';
import { formatMoney } from '#shared/money/format-money.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Choice } from '../../../ui/choice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { JobPaper } from '../../papers/job-paper.tsx';
import type { Screen } from '../../screen.ts';
import { useAttempt } from '../../use-attempt.ts';
import { useCounter } from '../../use-counter.ts';
import './gift-cards.css';

const reasons = ['lost', 'stolen', 'damaged'] as const;
type Because = (typeof reasons)[number];

/** Finds a gift card by what its slip says of it, and moves what it holds onto a new one. */
function GiftCardsScreen() {
  const { say } = useTexts();
  const { till } = useCounter();
  const [tail, type] = useState('');
  const [found, show] = useState<readonly GiftCardFound[]>();
  const { attempt, busy, failed } = useAttempt();
  const isWhole = /^[A-Za-z]{4}$/.test(tail.trim());
  const find = () =>
    void attempt(async () => {
      show(await till.call('gift-cards.find', { tail: tail.trim() }));
    });
  return (
    <Panel title={say('gift-cards.lost')}>
      <p className="aside">{say('gift-cards.hint')}</p>
      <form
        className="gift-card-search"
        onSubmit={(event) => {
          event.preventDefault();
          if (isWhole) find();
        }}
      >
        <TextField label={say('gift-cards.tail')} value={tail} onChange={type} maxLength={4} />
        <Button type="submit" look="primary" isDisabled={!isWhole} isPending={busy}>
          <Search aria-hidden />
          {say('gift-cards.find')}
        </Button>
      </form>
      {failed && <Notice tone="stop" text={say(`error.${failed}`)} />}
      {found?.length === 0 && <Notice tone="neutral" text={say('gift-cards.nobody')} />}
      <ul className="gift-cards-found" aria-label={say('gift-cards.found')}>
        {found?.map((card) => (
          <FoundCard key={card.giftCardId} card={card} />
        ))}
      </ul>
    </Panel>
  );
}

function FoundCard({
  card: { giftCardId, tail, balanceMinor, loadedDay, endsDay },
}: {
  card: GiftCardFound;
}) {
  const texts = useTexts();
  const { say, language, currency } = texts;
  const { till } = useCounter();
  const [because, choose] = useState<Because>('lost');
  // One id for as long as it is the same card: pressed again after a line that broke, nothing moves twice.
  const [commandId] = useState(() => crypto.randomUUID());
  const [jobId, printed] = useState<string>();
  const [refused, refuse] = useState<RefusalView>();
  const { attempt, busy, failed } = useAttempt();
  const replace = () =>
    void attempt(async () => {
      refuse(undefined);
      const answer = await till.call('gift-cards.replace', { commandId, giftCardId, because });
      if (answer.ok) printed(answer.jobId);
      else refuse(answer.refusal);
    });
  const balance = formatMoney({ minor: balanceMinor, currency }, language);
  return (
    <li className="gift-card-found">
      <p className="gift-card-line">
        <strong>•••• {tail}</strong>
        {jobId === undefined && <span>{balance}</span>}
        <span className="aside">
          {say('gift-cards.loaded', { day: formatDay(loadedDay, language) })}
          {endsDay && ` · ${say('voucher.validUntil', { day: formatDay(endsDay, language) })}`}
        </span>
      </p>
      {jobId === undefined ? (
        <div className="gift-card-ways">
          <Choice<Because>
            label={say('gift-cards.because')}
            value={because}
            options={reasons.map((one): [Because, string] => [one, say(`gift-cards.because.${one}`)])}
            onChange={choose}
          />
          <Button isDisabled={balanceMinor === 0} isPending={busy} onPress={replace}>
            <Gift aria-hidden />
            {say('gift-cards.replace', { amount: balance })}
          </Button>
        </div>
      ) : (
        <>
          <Notice tone="gain" text={say('gift-cards.replaced', { amount: balance, tail })} />
          <JobPaper jobId={jobId} />
        </>
      )}
      {refused && <Notice tone="stop" text={refusalSentence(refused, texts, currency)} />}
      {failed && <Notice tone="stop" text={say(`error.${failed}`)} />}
    </li>
  );
}

export const giftCards: Screen = {
  name: 'gift-cards',
  place: 'manage',
  title: 'gift-cards.title',
  about: 'gift-cards.about',
  icon: Gift,
  isOffered: () => true,
  Body: GiftCardsScreen,
};
