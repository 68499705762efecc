import { formatMoney } from '#shared/money/format-money.ts';
import type { Overview } from '#shared/sync/overview.ts';
import { seqOfSetAside, type Conflict } from '#shared/sync/owner.ts';
import { Panel } from '#renderer/ui/panel.tsx';
import { browserDesk } from '../../owner-desk.ts';
import { type Speech, useSpeech } from '../../texts.ts';
import { bareAmount, number, unitName } from '../../wording.ts';
import { Twice } from './twice.tsx';

const by = 'owner';

/** What waits for the owner's decision, and what it costs. Not there while nothing waits. */
export function Inbox({ conflicts }: { conflicts: Overview['conflicts'] }) {
  const speech = useSpeech();
  const { say } = speech;
  if (conflicts.count === 0) return null;
  return (
    <Panel
      title={say('dashboard.inbox.title')}
      aside={<span className="aside">{say('dashboard.inbox.count', { count: conflicts.count })}</span>}
    >
      <div className="scroll">
        <table className="lines">
          <thead>
            <tr>
              <th scope="col">{say('dashboard.inbox.what')}</th>
              <th scope="col">{say('dashboard.inbox.till')}</th>
              <th scope="col" className="count">
                {say('dashboard.inbox.amount')}
              </th>
              <th scope="col" className="count">
                {say('dashboard.inbox.money')}
              </th>
              <th scope="col">{say('dashboard.inbox.decide')}</th>
            </tr>
          </thead>
          <tbody>
            {conflicts.latest.map((one) => (
              <tr key={one.id}>
                <th scope="row">
                  {say(`dashboard.inbox.${one.kind}`)}{' '}
                  <small>{one.holder?.replace(/^.*:/, '').slice(0, 8)}…</small>
                </th>
                <td>{one.tillName ?? one.till?.slice(0, 8)}</td>
                <td className="count">{amountOf(one, speech)}</td>
                <td className="count">{moneyOf(one, speech)}</td>
                <td>
                  <Decisions of={one} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function Decisions({ of: { id, kind, till, holder, unit } }: { of: Conflict }) {
  const { say } = useSpeech();
  const { decide } = browserDesk;
  if (kind === 'risk' || kind === 'twice')
    return (
      <Twice
        label={say('dashboard.inbox.write-off')}
        act={() => decide({ kind: 'write-off-risk', riskId: id, by })}
      />
    );
  if (kind === 'refund')
    return (
      <Twice
        label={say('dashboard.inbox.seen')}
        act={() => decide({ kind: 'close-refund', reversalId: id, by })}
      />
    );
  if (kind === 'stranded-refund')
    return (
      <Twice
        label={say('dashboard.inbox.settle')}
        act={() => decide({ kind: 'settle-refund', reversalId: id, by })}
      />
    );
  if (kind === 'set-aside' && till)
    return (
      <Twice
        label={say('dashboard.inbox.seen')}
        act={() => decide({ kind: 'close-set-aside', till, seq: seqOfSetAside(id), by })}
      />
    );
  if (!till || !holder || !unit) return null;
  const value = { till, holder, unit, by };
  return (
    <>
      <Twice
        label={say('dashboard.inbox.release')}
        act={() => decide({ kind: 'release-suspense', ...value })}
      />
      <Twice
        label={say('dashboard.inbox.write-off')}
        act={() => decide({ kind: 'write-off-suspense', ...value })}
      />
    </>
  );
}

const amountOf = ({ unit, amount }: Conflict, speech: Speech): string =>
  unit === null
    ? number(amount, speech.language)
    : `${bareAmount(unit, amount, speech)} ${unitName(unit, speech)}`;

const moneyOf = ({ moneyMinor, currency }: Conflict, { language, say }: Speech): string =>
  moneyMinor === null || currency === null
    ? say('dashboard.inbox.unknown')
    : formatMoney({ minor: moneyMinor, currency }, language);
