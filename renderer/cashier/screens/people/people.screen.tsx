import { Users } from 'lucide-react';
import { useState } from 'react';
import { useLive } from '../../../client/live.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import { Choice } from '../../../ui/choice.tsx';
import type { ManageScreen } from '../../screen.ts';
import { useCounter } from '../../use-counter.ts';
import { ActivityPart } from './activity-part.tsx';
import { AddStaff } from './add-staff.tsx';
import { OwnPin } from './own-pin.tsx';
import { RulesPart } from './rules-part.tsx';
import { StaffPart } from './staff-part.tsx';
import './people.css';

type Part = 'staff' | 'rules' | 'activity' | 'own';

/** Who works here, what they may do alone, and what they did; of all that only what whoever is in may see. */
function PeopleScreen() {
  const say = useSay();
  const access = useLive(useCounter().till.access);
  const [chosen, choose] = useState<Part>('staff');
  const who = access?.who;
  if (!who) return <OpenToAll />;
  const may = (action: 'manage-people' | 'see-activity'): boolean => who.grades[action] !== 'refused';
  const parts: Part[] = [
    ...(may('manage-people') ? (['staff', 'rules'] as const) : []),
    ...(may('see-activity') ? (['activity'] as const) : []),
    'own',
  ];
  const part = parts.includes(chosen) ? chosen : 'own';
  return (
    <div className="people">
      {parts.length > 1 && (
        <Choice
          label={say('people.part')}
          value={part}
          options={parts.map((name) => [name, say(`people.part.${name}`)] as const)}
          onChange={(next: Part) => choose(next)}
        />
      )}
      {part === 'staff' && <StaffPart who={who} />}
      {part === 'rules' && <RulesPart mayChange={who.grades['set-limits'] !== 'refused'} />}
      {part === 'activity' && <ActivityPart />}
      {part === 'own' && <OwnPin />}
    </div>
  );
}

/** Nobody works here yet, as far as the till knows. */
function OpenToAll() {
  const say = useSay();
  return (
    <div className="people">
      <p>{say('people.open')}</p>
      <p className="aside">{say('people.open.first')}</p>
      <AddStaff first />
    </div>
  );
}

export const people: ManageScreen = {
  name: 'people',
  place: 'manage',
  title: 'people.title',
  about: 'people.about',
  icon: Users,
  isOffered: () => true,
  Body: PeopleScreen,
};
