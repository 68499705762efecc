import { CreditCard, IdCard } from 'lucide-react';
import { useState } from 'react';
import type { PersonOfStaff } from '#shared/api/people.api.ts';
import { formatClock } from '#shared/api/sentences.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { EditStaff } from './edit-staff.tsx';

/** Somebody in a few words; pressed, what may be changed about them. */
export function StaffCard({
  person,
  isSelf,
  onChanged,
}: {
  person: PersonOfStaff;
  isSelf: boolean;
  onChanged(): void;
}) {
  const { say, language } = useTexts();
  const [open, setOpen] = useState(false);
  const { name, role, active, hasBadge, hasOwnCard, lockedUntilAtMs } = person;
  return (
    <li className="person-of-staff" data-active={active}>
      <Button look="quiet" aria-expanded={open} onPress={() => setOpen(!open)}>
        <span className="person-line">
          <strong>{name}</strong>
          <span>{say(active ? `access.role.${role}` : 'people.left')}</span>
        </span>
      </Button>
      <div className="person-marks">
        {isSelf && <Chip tone="gain">{say('people.you')}</Chip>}
        {lockedUntilAtMs !== null && (
          <Chip tone="stop">
            {say('people.locked-out', { time: formatClock(lockedUntilAtMs, language) })}
          </Chip>
        )}
        {hasBadge && (
          <Chip tone="neutral" icon={IdCard}>
            {say('people.has-badge')}
          </Chip>
        )}
        {hasOwnCard && (
          <Chip tone="neutral" icon={CreditCard}>
            {say('people.has-card')}
          </Chip>
        )}
      </div>
      {open && <EditStaff key={`${role}${active}${hasOwnCard}`} person={person} onChanged={onChanged} />}
    </li>
  );
}
