import { useState } from 'react';
import { formatWeekdays } from '#shared/base/language.ts';
import type { SetupSchema } from '#shared/api/programs.api.ts';
import { useLive } from '../../client/live.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Check } from '../../ui/check.tsx';
import { Choice } from '../../ui/choice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useCounter } from '../use-counter.ts';
import { useFormKnows } from './form-context.tsx';
import { Picks } from './picks.tsx';
import { isUnread, leafKind, numberKind, numberOf, numberText, type NumberKind } from './setup-value.ts';

interface LeafProps {
  name: string;
  schema: SetupSchema;
  value: unknown;
  onChange(value: unknown): void;
  /** It may be left empty, which is null. */
  isOptional: boolean;
  isInvalid: boolean;
}

/** A field with nothing inside it: picked where there is something to pick from, else typed. */
export function LeafField({ name, schema, value, onChange, isOptional, isInvalid }: LeafProps) {
  const { say, language, currency } = useTexts();
  const { root, pointsPrograms, tiers, segments } = useFormKnows();
  const label = say(`field.${name}`, { currency });
  const typed = { label, isOptional, isInvalid, onChange };
  const ownPoints = useLive(useCounter().till.brand)?.ownPoints;
  /** The short name of a program, with what its points are called beside it. */
  const pointsOf = (programId: string): string => {
    const called = ownPoints?.[`points:${programId}`]?.[language]?.many;
    return called === undefined || called === programId ? programId : `${called} · ${programId}`;
  };
  const oneOf = (names: readonly string[], called = (name: string) => name) =>
    names.length === 0 ? undefined : (
      <div className="setup-picks">
        <span className="setup-label">{label}</span>
        <Choice
          label={label}
          value={String(value)}
          options={[...new Set([...names, ...(value === '' ? [] : [String(value)])])].map((one) => [
            one,
            called(one),
          ])}
          onChange={onChange}
        />
      </div>
    );
  switch (leafKind(name, schema)) {
    case 'hidden':
      return null;
    case 'yes-no':
      return <Check label={label} checked={value === true} onChange={onChange} />;
    case 'choice':
      return (
        <div className="setup-picks">
          <span className="setup-label">{label}</span>
          <Choice
            label={label}
            value={String(value)}
            options={(schema.enum ?? []).map((choice) => [choice, say(`choice.${choice}`)] as const)}
            onChange={onChange}
          />
        </div>
      );
    case 'number':
      return <NumberField key={String(root['by'])} {...typed} name={name} value={value} />;
    case 'weekdays':
      return (
        <Picks
          {...{ label, onChange, hint: say('setup.every-day') }}
          picked={value as number[]}
          options={[1, 2, 3, 4, 5, 6, 7].map((day) => [day, formatWeekdays([day], language)] as const)}
        />
      );
    case 'tiers':
    case 'segments': {
      const isTiers = name === 'tiers';
      const names = isTiers ? tiers : segments;
      const picked = value as string[];
      if (names.length + picked.length === 0 && isTiers) return null;
      return (
        <Picks
          {...{ onChange, picked, hint: say('setup.everybody') }}
          label={isTiers ? say('setup.only-tiers') : label}
          options={names.map((one) => [one, isTiers ? one : segmentName(one, say)] as const)}
        />
      );
    }
    case 'points-program':
      return oneOf(pointsPrograms, pointsOf) ?? <TypedText {...typed} value={value} />;
    case 'tier':
      return oneOf(tiers) ?? <TypedText {...typed} value={value} />;
    case 'day':
      return <TypedText {...typed} value={value} type="date" />;
    case 'clock':
      return <TypedText {...typed} value={value} type="time" />;
    case 'words':
      return <Words {...typed} numbers={schema.items?.type === 'integer'} value={value as unknown[]} />;
    case 'text':
      return <TypedText {...typed} value={value} />;
  }
}

const ours = ['new', 'at-risk', 'high-value', 'occasional', 'regular'];
const segmentName = (name: string, say: (key: string) => string): string =>
  ours.includes(name) ? say(`segment.name.${name === 'regular' ? 'none' : name}`) : name;

interface TypedProps {
  label: string;
  isOptional: boolean;
  isInvalid: boolean;
  onChange(value: unknown): void;
}

function TypedText({
  value,
  type = 'text',
  isOptional,
  onChange,
  ...rest
}: TypedProps & { value: unknown; type?: 'text' | 'date' | 'time' }) {
  return (
    <TextField
      {...rest}
      type={type}
      value={typeof value === 'string' ? value : ''}
      onChange={(typed) => onChange(typed === '' && isOptional ? null : typed)}
    />
  );
}

/** A whole number, typed as money, percent or as it is. What is no number yet stands in its place, and is refused when it is saved. */
function NumberField({
  name,
  label,
  value,
  isOptional,
  isInvalid,
  onChange,
}: TypedProps & { name: string; value: unknown }) {
  const { say, currency } = useTexts();
  const { root } = useFormKnows();
  const kind: NumberKind = numberKind(name, root);
  const [text, setText] = useState(() => {
    if (isUnread(value)) return value.unread;
    return value === null ? '' : numberText(Number(value), kind, currency);
  });
  const units = { money: currency, percent: '%', count: '' };
  const isNone = isOptional && text.trim() === '';
  return (
    <TextField
      label={[label, units[kind]].filter(Boolean).join(', ')}
      inputMode="decimal"
      value={text}
      placeholder={isOptional ? say('setup.none') : undefined}
      isInvalid={isInvalid || (!isNone && numberOf(text, kind, currency) === undefined)}
      onChange={(typed) => {
        setText(typed);
        const number = numberOf(typed, kind, currency);
        if (isOptional && typed.trim() === '') onChange(null);
        else onChange(number ?? { unread: typed });
      }}
    />
  );
}

/** Words, or whole numbers, with commas between them. */
function Words({
  label,
  numbers,
  value,
  isInvalid,
  onChange,
}: TypedProps & { numbers: boolean; value: readonly unknown[] }) {
  const { say } = useTexts();
  const [text, setText] = useState(() => value.join(', '));
  return (
    <TextField
      label={label}
      value={text}
      isInvalid={isInvalid}
      placeholder={say('setup.commas')}
      onChange={(typed) => {
        setText(typed);
        const words = typed
          .split(',')
          .map((word) => word.trim())
          .filter((word) => word !== '');
        onChange(numbers ? words.filter((word) => /^\d{1,12}$/.test(word)).map(Number) : words);
      }}
    />
  );
}
