import { useState } from 'react';
import { MeasuredAction } from '#shared/access/action.ts';
import type { AccessRules } from '#shared/access/rules.ts';
import { parseAmount, typedAmount } from '#shared/money/money.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useCounter } from '../../use-counter.ts';
import { GradesPart } from './grades-part.tsx';
import { usePeople } from './staff-part.tsx';
import { useAnswer } from './use-answer.ts';

const roles = ['cashier', 'manager'] as const;
type LimitedRole = (typeof roles)[number];
/** What is limited by a number that is no money. */
const isCounted = (action: MeasuredAction): boolean => action === 'adjust' || action === 'give-coupon';
/** More than any limit that means something. */
const mostMinor = 1_000_000_000;

/** What each role may do alone, up to how much, and when the same member was here too often. */
export function RulesPart({ mayChange }: { mayChange: boolean }) {
  const { say } = useTexts();
  const { view, failed, again } = usePeople();
  if (failed) return <Notice tone="stop" text={say(`error.${failed}`)} />;
  if (!view) return null;
  return (
    <RulesForm key={JSON.stringify(view.rules)} rules={view.rules} mayChange={mayChange} onSaved={again} />
  );
}

function RulesForm({
  rules: before,
  mayChange,
  onSaved,
}: {
  rules: AccessRules;
  mayChange: boolean;
  onSaved(): void;
}) {
  const { say, currency } = useTexts();
  const { till } = useCounter();
  const [rules, change] = useState(before);
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const { ask, busy, problem } = useAnswer();
  const mark = (field: string, isWrong: boolean): void =>
    setWrong(new Set([...wrong].filter((one) => one !== field).concat(isWrong ? [field] : [])));
  const count = (field: string, text: string, keep: (value: number | null) => void): void => {
    const value = text.trim() === '' ? null : Number(text);
    const isWrong = value !== null && !(Number.isSafeInteger(value) && value >= 0 && value <= mostMinor);
    mark(field, isWrong);
    if (!isWrong) keep(value);
  };
  const limit = (role: LimitedRole, action: MeasuredAction, text: string): void => {
    const keep = (value: number | null): void =>
      change({ ...rules, [role]: { ...rules[role], limits: { ...rules[role].limits, [action]: value } } });
    const field = `${role}.${action}`;
    if (isCounted(action)) return count(field, text, keep);
    const zero = /^\s*0+([.,]0*)?\s*$/.test(text);
    const amount = parseAmount(text, currency, mostMinor);
    const isWrong = text.trim() !== '' && !zero && !amount.ok;
    mark(field, isWrong);
    if (!isWrong) keep(text.trim() === '' ? null : amount.ok ? amount.value.minor : 0);
  };
  const shown = (role: LimitedRole, action: MeasuredAction): string => {
    const minor = rules[role].limits[action] ?? null;
    if (minor === null) return '';
    return isCounted(action) || minor === 0 ? `${minor}` : typedAmount({ minor, currency });
  };
  const { velocity } = rules;
  const save = () => ask(() => till.call('people.set-rules', { rules })).then((done) => done && onSaved());
  return (
    <form
      className="people-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (wrong.size === 0) void save();
      }}
    >
      <p className="aside">{say('people.rules.why')}</p>
      {roles.map((role) => (
        <fieldset key={role} disabled={!mayChange}>
          <legend>{say(`people.alone.${role}`)}</legend>
          {MeasuredAction.options.map((action) => (
            <TextField
              key={action}
              label={say(`people.limit.${action}`)}
              isReadOnly={!mayChange}
              isInvalid={wrong.has(`${role}.${action}`)}
              defaultValue={shown(role, action)}
              onChange={(text) => limit(role, action, text)}
            />
          ))}
        </fieldset>
      ))}
      <fieldset disabled={!mayChange}>
        <legend>{say('people.often')}</legend>
        <TextField
          label={say('people.often.visits')}
          isInvalid={wrong.has('visits')}
          defaultValue={`${velocity.visitsPerDay ?? ''}`}
          onChange={(text) =>
            count('visits', text, (visitsPerDay) =>
              change({ ...rules, velocity: { ...velocity, visitsPerDay } }),
            )
          }
        />
        <TextField
          label={say('people.often.earned')}
          isInvalid={wrong.has('earned')}
          defaultValue={`${velocity.earnedPerDay ?? ''}`}
          onChange={(text) =>
            count('earned', text, (earnedPerDay) =>
              change({ ...rules, velocity: { ...velocity, earnedPerDay } }),
            )
          }
        />
        <TextField
          label={say('people.often.minutes')}
          isInvalid={wrong.has('minutes')}
          defaultValue={`${velocity.minutesBetween}`}
          onChange={(text) =>
            count('minutes', text, (minutes) =>
              change({ ...rules, velocity: { ...velocity, minutesBetween: Math.min(1_440, minutes ?? 0) } }),
            )
          }
        />
        <TextField
          label={say('people.idle')}
          isInvalid={wrong.has('idle')}
          defaultValue={`${rules.idleMinutes}`}
          onChange={(text) =>
            count('idle', text, (minutes) => change({ ...rules, idleMinutes: Math.min(480, minutes ?? 0) }))
          }
        />
      </fieldset>
      <GradesPart rules={rules} mayChange={mayChange} onChange={change} />
      {wrong.size > 0 && <Notice tone="attention" text={say('people.rules.wrong')} />}
      {problem && <Notice tone="stop" text={problem} />}
      {mayChange ? (
        <Button type="submit" look="primary" isPending={busy} isDisabled={wrong.size > 0 || rules === before}>
          {say('people.save')}
        </Button>
      ) : (
        <p className="aside">{say('people.rules.owner')}</p>
      )}
    </form>
  );
}
