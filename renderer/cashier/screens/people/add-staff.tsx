import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import type { Role } from '#shared/access/role.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { PinField } from '../../access/pin-field.tsx';
import { useCounter } from '../../use-counter.ts';
import { BadgeField } from './badge-field.tsx';
import { RoleChoice } from './role-choice.tsx';
import { useAnswer } from './use-answer.ts';

/** Somebody new: what they are called, what they are, and how they prove it. The first one is the owner. */
export function AddStaff({ first = false, onAdded }: { first?: boolean; onAdded?(): void }) {
  const { say } = useTexts();
  const { till } = useCounter();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>(first ? 'owner' : 'cashier');
  const [pin, setPin] = useState('');
  const [badge, setBadge] = useState('');
  const { ask, busy, problem } = useAnswer();
  const add = async (): Promise<void> => {
    if (!(await ask(() => till.call('people.add', { name, role, pin, badge })))) return;
    setName('');
    setPin('');
    setBadge('');
    onAdded?.();
  };
  return (
    <form
      className="people-form"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <TextField label={say('people.name')} value={name} onChange={setName} />
      {first ? (
        <p className="aside">{say('people.first-is-owner')}</p>
      ) : (
        <RoleChoice role={role} onChange={setRole} />
      )}
      <PinField compact takesFocus={false} label={say('people.pin')} value={pin} onChange={setPin} />
      <BadgeField value={badge} onChange={setBadge} />
      {problem && <Notice tone="stop" text={problem} />}
      <Button type="submit" look="primary" isPending={busy}>
        <UserPlus aria-hidden />
        {say('people.add')}
      </Button>
    </form>
  );
}
