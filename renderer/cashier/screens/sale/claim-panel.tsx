import { ReceiptText, Undo2 } from 'lucide-react';
import type { VisitView } from '#shared/api/checkout.api.ts';
import { formatDay } from '#shared/base/language.ts';
import { formatMoney } from '#shared/money/format-money.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { valueWords } from '#shared/api/value-words.ts';
import { Button } from '../../../ui/button.tsx';
import { KeyCap } from '../../../ui/key-cap.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useCounter } from '../../use-counter.ts';
import './gift-cards.css';
import './outcome.css';

/** The receipt on the counter: what there is to claim, of which sale, and the key that credits it to whoever stands there. */
export function ClaimPanel({
  claim,
  member,
  newCard,
}: { claim: NonNullable<VisitView['claim']> } & Pick<VisitView, 'member' | 'newCard'>) {
  const speech = useTexts();
  const { say, language, currency } = speech;
  const { counter } = useCounter();
  const worth = claim.value.map((one) => valueWords(one, speech, currency)).join(', ');
  const total = formatMoney(claim.total, language);
  return (
    <Panel title={say('claim.panel')}>
      <ul className="vouchers gift-cards">
        <li>
          <ReceiptText aria-hidden />
          <div>
            <p className="promise" data-tone="gain">
              {worth}
            </p>
            <p className="aside">{say('claim.of', { total, day: formatDay(claim.soldDay, language) })}</p>
            <p className="aside">
              {say('claim.until', { day: formatDay(claim.untilDay, language) })}
              {!member && ` ${say(newCard ? 'claim.hint.enrol' : 'claim.hint.card')}`}
            </p>
          </div>
          <div className="gift-card-keys">
            {member && (
              <Button look="primary" onPress={() => void counter.claims.take()}>
                {say('claim.take')}
                <KeyCap>Enter</KeyCap>
              </Button>
            )}
            <Button
              aria-label={`${say('vouchers.put-back')}: ${say('claim.panel')}`}
              onPress={() => void counter.claims.putBack()}
            >
              <Undo2 aria-hidden />
              {say('vouchers.put-back')}
            </Button>
          </div>
        </li>
      </ul>
    </Panel>
  );
}
