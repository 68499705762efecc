import type { ChangeOfStaff } from '#shared/api/people.api.ts';
import { formatWhen } from '#shared/api/sentences.ts';
import { useTexts } from '../../../texts/use-texts.tsx';

/** What was done to somebody's entry lately, at whichever till of the shop: two that were changed apart both stand here. */
export function StaffChanges({ changes }: { changes: readonly ChangeOfStaff[] }) {
  const { say, language } = useTexts();
  const where = (till: ChangeOfStaff['till']): string => {
    if (!till) return say('people.change.here');
    const { name, number } = till;
    return name === '' ? say('people.change.unnamed', { number }) : say('people.change.at', { till: name });
  };
  if (changes.length === 0) return null;
  return (
    <details className="grades">
      <summary>{say('people.changes')}</summary>
      <ol className="acts" aria-label={say('people.changes')}>
        {changes.map(({ atMs, what, by, till }, index) => (
          <li key={`${atMs} ${what} ${index}`}>
            <strong>{say(`staff.what.${what}`)}</strong>
            <span className="aside">
              {[formatWhen(atMs, language), by || say('activity.unknown'), where(till)].join(' · ')}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
