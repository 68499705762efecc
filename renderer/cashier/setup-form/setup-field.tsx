import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { SetupSchema } from '#shared/api/programs.api.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Button } from '../../ui/button.tsx';
import { Check } from '../../ui/check.tsx';
import { Choice } from '../../ui/choice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { emptyValue, numberKind, numberOf, numberText, withoutNull } from './setup-value.ts';
import './setup-form.css';

interface FieldProps {
  name: string;
  schema: SetupSchema;
  value: unknown;
  onChange(value: unknown): void;
}
type Fields = Record<string, unknown>;

/** The fields of an object: those that must be said in front, the others behind one line that opens. */
export function SetupFields({
  schema,
  value,
  onChange,
}: {
  schema: SetupSchema;
  value: Fields;
  onChange(value: Fields): void;
}) {
  const { say } = useTexts();
  const all = Object.entries(schema.properties ?? {}).filter(([, property]) => property.const === undefined);
  const isInFront = ([name]: (typeof all)[number]) => schema.required?.includes(name);
  const field = ([name, property]: (typeof all)[number]) => (
    <SetupField
      key={name}
      name={name}
      schema={property}
      value={value[name] ?? emptyValue(property)}
      onChange={(next) => onChange({ ...value, [name]: next })}
    />
  );
  const behind = all.filter((one) => !isInFront(one));
  return (
    <>
      {all.filter(isInFront).map(field)}
      {behind.length > 0 && (
        <details className="setup-more">
          <summary>{say('programs.more')}</summary>
          {behind.map(field)}
        </details>
      )}
    </>
  );
}

/** One field, of whatever shape its schema says. */
function SetupField(props: FieldProps) {
  const { say } = useTexts();
  const { name, schema, value, onChange } = props;
  const label = say(`field.${name}`);
  const inner = withoutNull(schema);
  if (inner)
    return (
      <>
        <Check
          label={label}
          checked={value !== null}
          onChange={(set) => onChange(set ? emptyValue(inner) : null)}
        />
        {value !== null && <SetupField {...props} schema={inner} />}
      </>
    );
  if (schema.oneOf) return <OneOf {...props} shapes={schema.oneOf} />;
  if (schema.enum)
    return (
      <Choice
        label={label}
        value={String(value)}
        options={schema.enum.map((choice) => [choice, say(`choice.${choice}`)] as const)}
        onChange={onChange}
      />
    );
  switch (schema.type) {
    case 'boolean':
      return <Check label={label} checked={value === true} onChange={onChange} />;
    case 'integer':
      return <NumberField name={name} label={label} value={Number(value)} onChange={onChange} />;
    case 'array':
      return schema.items?.type === 'object' ? (
        <List {...props} items={schema.items} />
      ) : (
        <Words
          label={label}
          numbers={schema.items?.type === 'integer'}
          value={value as unknown[]}
          onChange={onChange}
        />
      );
    case 'object':
      return (
        <fieldset className="setup-group">
          <legend>{label}</legend>
          <SetupFields schema={schema} value={value as Fields} onChange={onChange} />
        </fieldset>
      );
    default:
      return <TextField label={label} value={String(value)} onChange={onChange} />;
  }
}

/** One of several shapes, told apart by their `kind`. */
function OneOf({ name, value, onChange, shapes }: FieldProps & { shapes: readonly SetupSchema[] }) {
  const { say } = useTexts();
  const kindOf = (schema: SetupSchema) => schema.properties?.['kind']?.const ?? '';
  const chosen = shapes.find((shape) => kindOf(shape) === (value as Fields)['kind']) ?? shapes[0];
  if (!chosen) return null;
  return (
    <fieldset className="setup-group">
      <legend>{say(`field.${name}`)}</legend>
      <Choice
        label={say(`field.${name}`)}
        value={kindOf(chosen)}
        options={shapes.map((shape) => [kindOf(shape), say(`choice.${kindOf(shape)}`)] as const)}
        onChange={(kind) => onChange(emptyValue(shapes.find((shape) => kindOf(shape) === kind) ?? chosen))}
      />
      <SetupFields schema={chosen} value={value as Fields} onChange={onChange} />
    </fieldset>
  );
}

/** Things of one shape, one below the other. */
function List({ name, value, onChange, items }: FieldProps & { items: SetupSchema }) {
  const { say } = useTexts();
  const all = value as Fields[];
  return (
    <fieldset className="setup-group">
      <legend>{say(`field.${name}`)}</legend>
      {all.map((one, index) => (
        <div key={index} className="setup-item">
          <SetupFields
            schema={items}
            value={one}
            onChange={(next) => onChange(all.map((other, place) => (place === index ? next : other)))}
          />
          <Button look="quiet" onPress={() => onChange(all.filter((_, place) => place !== index))}>
            <Trash2 aria-hidden />
            {say('programs.remove')}
          </Button>
        </div>
      ))}
      <Button onPress={() => onChange([...all, emptyValue(items)])}>
        <Plus aria-hidden />
        {say('programs.add')}
      </Button>
    </fieldset>
  );
}

/** A whole number, typed as money, percent or as it is. What is no number yet stays in the field and changes nothing. */
function NumberField({
  name,
  label,
  value,
  onChange,
}: {
  name: string;
  label: string;
  value: number;
  onChange(value: number): void;
}) {
  const { currency } = useTexts();
  const kind = numberKind(name);
  const [text, setText] = useState(() => numberText(value, kind, currency));
  const units = { money: currency, percent: '%', count: '' };
  return (
    <TextField
      label={[label, units[kind]].filter(Boolean).join(', ')}
      inputMode="decimal"
      value={text}
      isInvalid={numberOf(text, kind, currency) === undefined}
      onChange={(typed) => {
        setText(typed);
        const number = numberOf(typed, kind, currency);
        if (number !== undefined) onChange(number);
      }}
    />
  );
}

/** Words, or whole numbers, with commas between them. */
function Words({
  label,
  numbers,
  value,
  onChange,
}: {
  label: string;
  numbers: boolean;
  value: readonly unknown[];
  onChange(value: unknown[]): void;
}) {
  const [text, setText] = useState(() => value.join(', '));
  return (
    <TextField
      label={label}
      value={text}
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
