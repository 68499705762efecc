import { Role } from '#shared/access/role.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import { Choice } from '../../../ui/choice.tsx';

/** What somebody is in this shop. */
export function RoleChoice({ role, onChange }: { role: Role; onChange(role: Role): void }) {
  const say = useSay();
  return (
    <Choice
      label={say('people.role')}
      value={role}
      options={Role.options.map((one) => [one, say(`access.role.${one}`)] as const)}
      onChange={onChange}
    />
  );
}
