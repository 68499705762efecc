import type { Overview } from '#shared/sync/overview.ts';
import { Panel } from '#renderer/ui/panel.tsx';
import { useSpeech } from '../../texts.ts';
import { ago, number } from '../../wording.ts';
import { tillState } from './till-state.ts';

const tones = { online: 'gain', offline: 'neutral', silent: 'attention' } as const;

/** Every till, whether it is there, and what it did. */
export function TillsTable({ overview: { tills, at } }: { overview: Overview }) {
  const { say, language } = useSpeech();
  return (
    <Panel
      title={say('dashboard.tills.title')}
      aside={<span className="aside">{say('dashboard.tills.count', { count: tills.length })}</span>}
    >
      <div className="scroll">
        <table className="lines">
          <thead>
            <tr>
              <th scope="col">{say('dashboard.tills.till')}</th>
              <th scope="col">{say('dashboard.tills.state')}</th>
              <th scope="col">{say('dashboard.tills.heard')}</th>
              <th scope="col" className="count">
                {say('dashboard.tills.sales')}
              </th>
              <th scope="col" className="count">
                {say('dashboard.tills.events')}
              </th>
            </tr>
          </thead>
          <tbody>
            {tills.map((till) => {
              const state = tillState(till.lastHeardAt, at);
              return (
                <tr key={till.writer}>
                  <th scope="row">
                    {till.name ?? say('dashboard.tills.nameless', { tail: till.writer.slice(0, 8) })}{' '}
                    {till.shop !== null && <small>{till.shop}</small>}
                  </th>
                  <td>
                    <span className="state" data-tone={tones[state]} data-state={state}>
                      {say(`dashboard.tills.${state}`)}
                    </span>
                  </td>
                  <td>{ago(till.lastHeardAt, at, language)}</td>
                  <td className="count">{number(till.salesToday, language)}</td>
                  <td className="count">{number(till.events, language)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
