import type { ChangeOfStaff } from '#shared/api/people.api.ts';
import { formatWhen } from '#shared/api/sentences.ts';
import { useTexts } from '../../../texts/use-texts.tsx';

/** What was done to somebody's entry lately, at whichever till of the shop: two that were changed apart both stand here. */
export function StaffChanges({ changes }: { changes: readonly ChangeOfStaff[] }) {
  const { say, language } = useTexts();
  if (changes.length === 0) return null;
  return (
    <details className="grades">
      <summary>{say('people.changes')}</summary>
      <ol className="acts" aria-label={say('people.changes')}>
        {changes.map(({ atMs, what, by, here }, index) => (
          <li key={`${atMs} ${what} ${index}`}>
            <strong>{say(`staff.what.${what}`)}</strong>
            <span className="aside">
              {[
                formatWhen(atMs, language),
                by || say('activity.unknown'),
                say(here ? 'people.change.here' : 'people.change.elsewhere'),
              ].join(' · ')}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
