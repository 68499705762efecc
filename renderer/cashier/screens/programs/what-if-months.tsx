import type { WhatIfSums } from '#shared/api/what-if.api.ts';
import { locales } from '#shared/base/language.ts';
import { useTexts } from '../../../texts/use-texts.tsx';

/** With more months there is room for their first letters alone. */
const shortNames = 8;

/** The cost of each month as two bars, how it was and how it would have been; each month says its figures in words. */
export function WhatIfMonths({ months }: { months: WhatIfSums['months'] }) {
  const { say, money, language } = useTexts();
  const most = Math.max(1, ...months.flatMap(({ cost }) => [cost.before, cost.after]));
  const height = (minor: number) => `${(100 * Math.max(0, minor)) / most}%`;
  const named = (month: string, format: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locales[language], { ...format, timeZone: 'UTC' }).format(
      new Date(`${month}-15`),
    );
  return (
    <figure className="what-if-chart">
      <figcaption>
        <span>{say('what-if.months')}</span>
        <span className="what-if-key" data-of="before">
          {say('what-if.as-it-was')}
        </span>
        <span className="what-if-key" data-of="after">
          {say('what-if.changed')}
        </span>
      </figcaption>
      <ol>
        {months.map(({ month, cost }) => (
          <li
            key={month}
            title={say('what-if.month', {
              month: named(month, { month: 'long', year: 'numeric' }),
              before: money(cost.before),
              after: money(cost.after),
            })}
          >
            <span className="what-if-bars" aria-hidden>
              <span data-of="before" style={{ blockSize: height(cost.before) }} />
              <span data-of="after" style={{ blockSize: height(cost.after) }} />
            </span>
            <span aria-hidden>
              {named(month, { month: months.length > shortNames ? 'narrow' : 'short' })}
            </span>
            <span className="spoken">
              {say('what-if.month', {
                month: named(month, { month: 'long', year: 'numeric' }),
                before: money(cost.before),
                after: money(cost.after),
              })}
            </span>
          </li>
        ))}
      </ol>
    </figure>
  );
}
