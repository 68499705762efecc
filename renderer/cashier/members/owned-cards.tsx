import { useState } from 'react';
import type { MemberSheet } from '#shared/api/members.api.ts';
import { useSay } from '../../texts/use-texts.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useCounter } from '../use-counter.ts';

/** A member's cards. One that is lost is blocked, and the next new card at the scanner may take its place. */
export function OwnedCards({ sheet, onChanged }: { sheet: MemberSheet; onChanged(): void }) {
  const say = useSay();
  const { till, counter } = useCounter();
  const [sure, ask] = useState<string>();
  const [lost, blocked] = useState(false);
  const block = async (cardId: string): Promise<void> => {
    const answer = await till.call('manager.block-card', { cardId, reason: 'lost' });
    if (!answer.ok) return;
    counter.members.replacing.set({ walletId: sheet.walletId, name: sheet.name });
    blocked(true);
    onChanged();
  };
  const unblock = async (cardId: string): Promise<void> => {
    try {
      await till.call('manager.unblock-card', { cardId });
    } finally {
      // Away or not allowed: the card shows that it is blocked still.
      onChanged();
    }
  };
  return (
    <fieldset>
      <legend>{say('member.cards')}</legend>
      {sheet.cards.map((card) => (
        <div key={card.cardId} className="card-row">
          <span>{say('member.card', { tail: card.tail })}</span>
          {card.blocked ? (
            <>
              <Chip tone="stop">{say('member.card.blocked')}</Chip>
              <Button look="quiet" onPress={() => void unblock(card.cardId)}>
                {say('member.card.unblock')}
              </Button>
            </>
          ) : (
            <Button
              look="quiet"
              onPress={() => {
                if (sure !== card.cardId) return ask(card.cardId);
                // Away: the card shows that it was not blocked.
                block(card.cardId).catch(() => ask(undefined));
              }}
            >
              {say(sure === card.cardId ? 'member.card.lost.sure' : 'member.card.lost')}
            </Button>
          )}
        </div>
      ))}
      {lost && <Notice tone="attention" text={say('member.card.new')} />}
    </fieldset>
  );
}
