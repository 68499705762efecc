import { Gift, Minus, ReceiptText } from 'lucide-react';
import type { VisitView } from '#shared/api/checkout.api.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { KeyCap } from '../../../ui/key-cap.tsx';
import { itemKeys } from '../../counter/bind-keys.ts';
import { useCounter } from '../../use-counter.ts';
import './keypad.css';

/** What the shop's programs count, one key each: "Coffee +1"; and the keys that sell a gift card, or without a card, where the shop does. */
export function ItemKeys({
  items,
  giftCards,
  claims,
}: {
  items: VisitView['items'];
  giftCards: boolean;
  claims: boolean;
}) {
  const say = useSay();
  const { counter } = useCounter();
  if (items.length === 0 && !giftCards && !claims) return null;
  return (
    <div className="item-keys" role="group" aria-label={say('sale.items')}>
      {items.map(({ item, label, quantity }, index) => (
        <div key={item} className="item-key" data-counted={quantity > 0}>
          <Button onPress={() => void counter.count(item, 1)}>
            <span className="item-label">{label}</span>
            <span className="item-how">
              <span className="item-one">+1</span>
              {itemKeys[index] && <KeyCap>{itemKeys[index]}</KeyCap>}
            </span>
          </Button>
          {quantity > 0 && (
            <>
              <output aria-label={label}>{quantity}</output>
              <Button
                aria-label={say('sale.item.less', { item: label })}
                onPress={() => void counter.count(item, -1)}
              >
                <Minus aria-hidden />
              </Button>
            </>
          )}
        </div>
      ))}
      {giftCards && (
        <div className="item-key">
          <Button onPress={() => void counter.giftCards.key()}>
            <Gift aria-hidden />
            <span className="item-word">{say('gift-card.sell')}</span>
            <KeyCap>F4</KeyCap>
          </Button>
        </div>
      )}
      {claims && (
        <div className="item-key">
          <Button onPress={() => void counter.claims.sell()}>
            <ReceiptText aria-hidden />
            <span className="item-word">{say('claim.sell')}</span>
            <KeyCap>F5</KeyCap>
          </Button>
        </div>
      )}
    </div>
  );
}
