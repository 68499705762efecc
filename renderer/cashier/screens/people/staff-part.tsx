import { useCallback, useEffect, useState } from 'react';
import type { AccessView } from '#shared/api/access.api.ts';
import { errorCodeOf, type ErrorCode } from '#shared/api/channel.ts';
import type { PeopleView } from '#shared/api/people.api.ts';
import { useLive } from '../../../client/live.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useCounter } from '../../use-counter.ts';
import { AddStaff } from './add-staff.tsx';
import { StaffCard } from './staff-card.tsx';

/** Everybody who works here, one card each, and somebody new. */
export function StaffPart({ who }: { who: NonNullable<AccessView['who']> }) {
  const say = useSay();
  const { view, failed, again } = usePeople();
  const [adding, setAdding] = useState(false);
  if (failed) return <Notice tone="stop" text={say(`error.${failed}`)} />;
  return (
    <>
      <p className="aside">{say('people.everywhere')}</p>
      <ul className="people-list" aria-label={say('people.part.staff')}>
        {view?.people.map((person) => (
          <StaffCard
            key={person.staffId}
            person={person}
            isSelf={person.staffId === who.staffId}
            onChanged={again}
          />
        ))}
      </ul>
      {adding ? (
        <AddStaff
          onAdded={() => {
            setAdding(false);
            again();
          }}
        />
      ) : (
        <Button look="soft" onPress={() => setAdding(true)}>
          {say('people.add')}
        </Button>
      )}
    </>
  );
}

/** Who works here and by which rules: asked again whenever something about it changed. */
export function usePeople(): { view: PeopleView | undefined; failed: ErrorCode | undefined; again(): void } {
  const { till } = useCounter();
  const serial = useLive(till.access)?.serial;
  const state = useLive(till.state);
  const [view, show] = useState<PeopleView>();
  const [failed, fail] = useState<ErrorCode>();
  const again = useCallback(() => {
    till.call('people.list', {}).then(
      (list) => {
        fail(undefined);
        show(list);
      },
      (thrown: unknown) => fail(errorCodeOf(thrown)),
    );
  }, [till]);
  useEffect(again, [again, serial, state]);
  return { view, failed, again };
}
