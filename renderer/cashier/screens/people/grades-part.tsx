import { Action } from '#shared/access/action.ts';
import { Grade, gradeOf, type AccessRules } from '#shared/access/rules.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import { Choice } from '../../../ui/choice.tsx';

const roles = ['cashier', 'manager'] as const;
/** What cannot be chosen: everybody serves, and one's own card needs a second person whatever the owner likes. */
const fixed: ReadonlySet<Action> = new Set<Action>(['serve', 'serve-own-card']);

/** Action by action: whether each role does it alone, with somebody's yes, or not at all. */
export function GradesPart({
  rules,
  mayChange,
  onChange,
}: {
  rules: AccessRules;
  mayChange: boolean;
  onChange(rules: AccessRules): void;
}) {
  const say = useSay();
  const options = Grade.options.map((grade) => [grade, say(`access.grade.${grade}`)] as const);
  return (
    <details className="grades">
      <summary>{say('people.grades')}</summary>
      {Action.options
        .filter((action) => !fixed.has(action))
        .map((action) => (
          <fieldset key={action} disabled={!mayChange}>
            <legend>{say(`access.action.${action}`)}</legend>
            {roles.map((role) => (
              <div key={role} className="grade-line">
                <span>{say(`access.role.${role}`)}</span>
                <Choice
                  label={`${say(`access.role.${role}`)}: ${say(`access.action.${action}`)}`}
                  value={gradeOf(action, role, rules)}
                  options={options}
                  onChange={(grade) =>
                    mayChange &&
                    onChange({
                      ...rules,
                      [role]: { ...rules[role], grades: { ...rules[role].grades, [action]: grade } },
                    })
                  }
                />
              </div>
            ))}
          </fieldset>
        ))}
    </details>
  );
}
