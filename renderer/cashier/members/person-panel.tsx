import { Cake, CreditCard, History, Pencil } from 'lucide-react';
import type { VisitView } from '#shared/api/checkout.api.ts';
import { useSay } from '../../texts/use-texts.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { KeyCap } from '../../ui/key-cap.tsx';
import { useCounter } from '../use-counter.ts';
import { SegmentBadge } from './segment-badge.tsx';
import './members.css';

/** Who the member is: what to call them, what to say to them, what to keep in mind; and the way to change it. */
export function PersonHead({
  member,
  onChange,
}: {
  member: NonNullable<VisitView['member']>;
  onChange(): void;
}) {
  const say = useSay();
  const { counter } = useCounter();
  const { tail, by, person } = member;
  return (
    <div className="person">
      {person.name !== null && <p className="person-name">{person.name}</p>}
      <p className="member-card">
        <CreditCard aria-hidden />
        {say('member.card', { tail })}
      </p>
      {member.segment && <SegmentBadge key={member.segment.segment} segment={member.segment} />}
      <div className="person-chips">
        {by !== 'card' && (
          <Chip tone="attention">{say(by === 'nfc-uid' ? 'member.by-chip' : 'member.without-card')}</Chip>
        )}
        {person.birthday && (
          <Chip tone="gain" icon={Cake}>
            {say(`member.birthday.${person.birthday}`)}
          </Chip>
        )}
        {person.mayWrite && <Chip tone="neutral">{say('member.may-write')}</Chip>}
      </div>
      {person.note !== null && <p className="person-note">{person.note}</p>}
      <div className="person-keys">
        <Button look="quiet" onPress={onChange}>
          <Pencil aria-hidden />
          {say('member.change')}
        </Button>
        <Button look="quiet" onPress={counter.members.showHistory}>
          <History aria-hidden />
          {say('history.title')}
          <KeyCap>F5</KeyCap>
        </Button>
      </div>
    </div>
  );
}
