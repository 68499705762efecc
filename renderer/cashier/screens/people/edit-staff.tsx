import { useState } from 'react';
import type { PersonOfStaff } from '#shared/api/people.api.ts';
import { useLive } from '../../../client/live.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { PinField } from '../../access/pin-field.tsx';
import { useCounter } from '../../use-counter.ts';
import { BadgeField } from './badge-field.tsx';
import { RoleChoice } from './role-choice.tsx';
import { StaffChanges } from './staff-changes.tsx';
import { useAnswer } from './use-answer.ts';

/** What may be changed about somebody. What is left empty stays as it is. */
export function EditStaff({ person, onChanged }: { person: PersonOfStaff; onChanged(): void }) {
  const { say } = useTexts();
  const { till } = useCounter();
  const member = useLive(till.visit)?.member;
  const { staffId, active, hasBadge, hasOwnCard } = person;
  const [name, setName] = useState(person.name);
  const [role, setRole] = useState(person.role);
  const [pin, setPin] = useState('');
  const [badge, setBadge] = useState('');
  const [done, setDone] = useState(false);
  const { ask, busy, problem } = useAnswer();
  const attempt = async (what: Parameters<typeof ask>[0]): Promise<void> => {
    setDone(false);
    if (!(await ask(what))) return;
    setPin('');
    setBadge('');
    setDone(true);
    onChanged();
  };
  const save = () =>
    attempt(() =>
      till.call('people.change', {
        staffId,
        name,
        role,
        ...(pin === '' ? {} : { pin }),
        ...(badge.trim() === '' ? {} : { badge }),
      }),
    );
  const change = (what: { active?: boolean; badge?: string }) =>
    attempt(() => till.call('people.change', { staffId, ...what }));
  const link = (linked: boolean) => attempt(() => till.call('people.link-card', { staffId, linked }));
  return (
    <form
      className="people-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField label={say('people.name')} value={name} onChange={setName} />
      <RoleChoice role={role} onChange={setRole} />
      <PinField compact takesFocus={false} label={say('people.pin.next')} value={pin} onChange={setPin} />
      <BadgeField value={badge} has={hasBadge} onChange={setBadge} />
      <Button type="submit" look="soft" isPending={busy}>
        {say('people.save')}
      </Button>
      {hasOwnCard ? (
        <Button look="quiet" onPress={() => void link(false)}>
          {say('people.card.unlink')}
        </Button>
      ) : (
        <>
          <p className="aside">
            {say(member ? 'people.card.now' : 'people.card.how', { tail: member?.tail ?? '' })}
          </p>
          {member && (
            <Button look="quiet" onPress={() => void link(true)}>
              {say('people.card.link')}
            </Button>
          )}
        </>
      )}
      {hasBadge && (
        <Button look="quiet" onPress={() => void change({ badge: '' })}>
          {say('people.badge.drop')}
        </Button>
      )}
      <Button look="quiet" onPress={() => void change({ active: !active })}>
        {say(active ? 'people.deactivate' : 'people.activate')}
      </Button>
      <StaffChanges changes={person.changes} />
      {problem && <Notice tone="stop" text={problem} />}
      {done && <Notice tone="gain" text={say('people.saved')} />}
    </form>
  );
}
