import type { Overview } from '#shared/sync/overview.ts';
import { Panel } from '#renderer/ui/panel.tsx';
import { browserDesk } from '../../owner-desk.ts';
import { useSpeech } from '../../texts.ts';
import { ago, number } from '../../wording.ts';
import { NewTill } from './new-till.tsx';
import { tillState } from './till-state.ts';
import { Twice } from './twice.tsx';

const by = 'owner';
const tones = { online: 'gain', offline: 'neutral', silent: 'attention', revoked: 'stop' } as const;

/** Every till, whether it is there, and what it did. */
export function TillsTable({ overview: { tills, at, recovering } }: { overview: Overview }) {
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
              <th scope="col">{say('dashboard.inbox.decide')}</th>
            </tr>
          </thead>
          <tbody>
            {tills.map((till) => {
              const state = till.state === 'revoked' ? 'revoked' : tillState(till.lastHeardAt, at);
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
                  <td>
                    {recovering > 0 && till.state === 'active' && (
                      <Twice
                        label={say('dashboard.tills.exclude')}
                        act={() => browserDesk.decide({ kind: 'exclude-till', till: till.writer, by })}
                      />
                    )}
                    {till.state !== 'revoked' &&
                      (['lost', 'retired'] as const).map((because) => (
                        <Twice
                          key={because}
                          label={say(`dashboard.tills.revoke-${because}`)}
                          act={() =>
                            browserDesk.decide({ kind: 'revoke-till', till: till.writer, because, by })
                          }
                        />
                      ))}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <NewTill />
    </Panel>
  );
}
