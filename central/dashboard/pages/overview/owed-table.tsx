import type { Overview } from '#shared/sync/overview.ts';
import { Panel } from '#renderer/ui/panel.tsx';
import { useSpeech } from '../../texts.ts';
import { bareAmount, unitName } from '../../wording.ts';

/** What customers hold of everything that was ever given: the shop's promises, unit by unit. */
export function OwedTable({ units }: { units: Overview['units'] }) {
  const speech = useSpeech();
  const { say } = speech;
  return (
    <Panel title={say('dashboard.owed.title')}>
      {units.length === 0 ? (
        <p className="nothing">{say('dashboard.owed.none')}</p>
      ) : (
        <div className="scroll">
          <table className="lines">
            <thead>
              <tr>
                <th scope="col">{say('dashboard.owed.unit')}</th>
                {(['issued', 'redeemed', 'outstanding'] as const).map((column) => (
                  <th key={column} scope="col" className="count">
                    {say(`dashboard.owed.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {units.map(({ unit, issued, redeemed, outstanding }) => (
                <tr key={unit}>
                  <th scope="row">{unitName(unit, speech)}</th>
                  <td className="count">{bareAmount(unit, issued, speech)}</td>
                  <td className="count">{bareAmount(unit, redeemed, speech)}</td>
                  <td className="count">
                    <b>{bareAmount(unit, outstanding, speech)}</b>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
