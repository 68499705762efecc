import { CreditCard, Search } from 'lucide-react';
import type { VisitView } from '#shared/api/checkout.api.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { KeyCap } from '../../../ui/key-cap.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { EnrolPanel } from '../../members/enrol-panel.tsx';
import { Friends } from '../../referral/friends.tsx';
import { SentBy } from '../../referral/sent-by.tsx';
import { Memberships } from '../../membership/memberships.tsx';
import { GivenCoupons } from '../../coupons/given-coupons.tsx';
import { Places } from '../../places/places.tsx';
import { PersonHead } from '../../members/person-panel.tsx';
import { useCounter } from '../../use-counter.ts';
import { Badges } from './badges.tsx';
import { Holdings } from './holdings.tsx';
import { PlaceOnBoard } from './place-on-board.tsx';
import { Pursuits } from './pursuits.tsx';
import { Standings } from './standings.tsx';
import './customer.css';

/** Who stands at the counter: a member, a card that nobody has yet, or nobody. */
export function MemberPanel({
  member,
  newCard,
  referring,
  onChange,
}: Pick<VisitView, 'member' | 'newCard' | 'referring'> & { onChange(): void }) {
  const say = useSay();
  const { counter } = useCounter();
  if (newCard) return <EnrolPanel tail={newCard.tail} />;
  if (!member)
    return (
      <Panel title={say('member.panel')}>
        <div className="nobody">
          <CreditCard aria-hidden />
          <p>{say('member.nobody')}</p>
          <p className="aside">{say('member.nobody.hint')}</p>
          <Button look="quiet" onPress={() => counter.members.typed('')}>
            <Search aria-hidden />
            {say('member.find')}
            <KeyCap>F3</KeyCap>
          </Button>
        </div>
      </Panel>
    );
  const visits =
    member.visits === 0 ? say('member.first-visit') : say('member.visits', { count: member.visits });
  return (
    <Panel title={say('member.panel')} aside={<span className="aside">{visits}</span>}>
      <PersonHead member={member} onChange={onChange} />
      <PlaceOnBoard key={`place ${member.walletId}`} walletId={member.walletId} />
      <Standings standings={withoutMemberships(member)} />
      <Memberships key={`memberships ${member.walletId}`} member={member} />
      <Places member={member} />
      <GivenCoupons key={`coupons ${member.walletId}`} walletId={member.walletId} />
      <Holdings holdings={member.holdings} />
      <SentBy referring={referring} />
      <Friends key={member.walletId} friends={member.friends} />
      <Pursuits pursuits={member.pursuits} />
      <Badges badges={member.badges} />
    </Panel>
  );
}

/** What is paid for stands with the keys to renew it. */
const withoutMemberships = ({ standings, memberships = [] }: NonNullable<VisitView['member']>) =>
  standings.filter((one) => !memberships.some(({ programId }) => programId === one.programId));
