import { addDays, type Day } from '#shared/base/business-time.ts';
import { formatMoney } from '#shared/money/format-money.ts';
import type { DayLine } from '#shared/sync/overview.ts';
import { Panel } from '#renderer/ui/panel.tsx';
import { useSpeech } from '../../texts.ts';
import { shortDay } from '../../wording.ts';
import './days-chart.css';

const shownDays = 14;

/** How much was sold on each of the last days, in the currency that is used most. Days without a sale are days too. */
export function DaysChart({ days }: { days: readonly DayLine[] }) {
  const { say, language } = useSpeech();
  const newest = days[0]?.day;
  if (newest === undefined) return null;
  const currency = mainCurrency(days);
  const columns = Array.from({ length: shownDays }, (_, index) => addDays(newest, index + 1 - shownDays)).map(
    (day) => ({ day, totalMinor: totalOf(days, day, currency) }),
  );
  const most = Math.max(...columns.map(({ totalMinor }) => totalMinor), 1);
  const money = (minor: number) => formatMoney({ minor, currency }, language);
  return (
    <Panel title={say('dashboard.days.title')}>
      <div className="days" aria-hidden>
        {columns.map(({ day, totalMinor }) => (
          <div key={day} className="day" data-newest={day === newest}>
            {/* Only the newest and the best say their number; the others are compared by eye. */}
            <span className="sum">
              {(day === newest || totalMinor === most) && totalMinor > 0 && money(totalMinor)}
            </span>
            <span className="bar" style={{ blockSize: `${(totalMinor / most) * 100}%` }} />
            <span className="date">{Number(day.slice(8))}</span>
          </div>
        ))}
      </div>
      <table className="spoken">
        <thead>
          <tr>
            <th scope="col">{say('dashboard.days.day')}</th>
            <th scope="col">{say('dashboard.days.sales')}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ day, totalMinor }) => (
            <tr key={day}>
              <th scope="row">{shortDay(day, language)}</th>
              <td>{money(totalMinor)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

const totalOf = (days: readonly DayLine[], day: Day, currency: string): number =>
  days.find((line) => line.day === day && line.currency === currency)?.totalMinor ?? 0;

function mainCurrency(days: readonly DayLine[]): string {
  const sales = new Map<string, number>();
  for (const line of days) sales.set(line.currency, (sales.get(line.currency) ?? 0) + line.sales);
  return [...sales].reduce((most, one) => (one[1] > most[1] ? one : most), ['EUR', -1])[0];
}
