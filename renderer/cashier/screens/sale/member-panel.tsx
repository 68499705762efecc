import { CreditCard, UserPlus } from 'lucide-react';
import type { VisitView } from '#shared/api/checkout.api.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { KeyCap } from '../../../ui/key-cap.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useCounter } from '../../use-counter.ts';
import { Holdings } from './holdings.tsx';
import './customer.css';

/** Who stands at the counter: a member, a card that nobody has yet, or nobody. */
export function MemberPanel({ member, newCard }: Pick<VisitView, 'member' | 'newCard'>) {
  const say = useSay();
  if (newCard) return <NewCard tail={newCard.tail} />;
  if (!member)
    return (
      <Panel title={say('member.panel')}>
        <div className="nobody">
          <CreditCard aria-hidden />
          <p>{say('member.nobody')}</p>
          <p className="aside">{say('member.nobody.hint')}</p>
        </div>
      </Panel>
    );
  const visits =
    member.visits === 0 ? say('member.first-visit') : say('member.visits', { count: member.visits });
  return (
    <Panel title={say('member.panel')} aside={<span className="aside">{visits}</span>}>
      <p className="member-card">
        <CreditCard aria-hidden />
        {say('member.card', { tail: member.tail })}
      </p>
      <Holdings holdings={member.holdings} />
    </Panel>
  );
}

function NewCard({ tail }: { tail: string }) {
  const say = useSay();
  const { counter } = useCounter();
  return (
    <Panel title={say('member.panel')} aside={<Chip tone="attention">{say('practice.new-card')}</Chip>}>
      <p className="member-card">
        <CreditCard aria-hidden />
        {say('member.card', { tail })}
      </p>
      <p className="aside">{say('member.new-card.hint')}</p>
      <Button look="primary" onPress={() => void counter.enrol()}>
        <UserPlus aria-hidden />
        {say('member.enrol')}
        <KeyCap>F2</KeyCap>
      </Button>
    </Panel>
  );
}
