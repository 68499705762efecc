import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { SetupSchema } from '#shared/api/programs.api.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Button } from '../../ui/button.tsx';
import { Check } from '../../ui/check.tsx';
import { Choice } from '../../ui/choice.tsx';
import { useFormKnows } from './form-context.tsx';
import { LeafField } from './leaf-field.tsx';
import { emptyValue, freeKey, isAllOptional, isLookedFor, withoutNull } from './setup-value.ts';
import './setup-form.css';

interface FieldProps {
  name: string;
  /** Names and numbers on the way here, with dots between: `tiers.0.from`. */
  place: string;
  schema: SetupSchema;
  value: unknown;
  onChange(value: unknown): void;
  /** It stands under a name of its own already. */
  isTitled?: boolean;
}
type Fields = Record<string, unknown>;

/** The fields of an object: those that must be said in front, the others behind one line that opens. */
export function SetupFields({
  schema,
  value,
  onChange,
  place = '',
  isOpen = false,
}: {
  schema: SetupSchema;
  value: Fields;
  onChange(value: Fields): void;
  place?: string;
  /** Nothing stands behind another line: this is behind one already. */
  isOpen?: boolean;
}) {
  const { say } = useTexts();
  const { wrongPlace } = useFormKnows();
  const all = Object.entries(schema.properties ?? {}).filter(([, property]) => property.const === undefined);
  const isInFront = ([name]: (typeof all)[number]) => schema.required?.includes(name) || isLookedFor(name);
  const at = (name: string) => (place === '' ? name : `${place}.${name}`);
  const field = ([name, property]: (typeof all)[number]) => (
    <SetupField
      key={name}
      name={name}
      place={at(name)}
      schema={property}
      value={value[name] === undefined ? emptyValue(property) : value[name]}
      onChange={(next) => onChange({ ...value, [name]: next })}
    />
  );
  const behind = all.filter((one) => !isInFront(one));
  // A group that opens by itself needs no line before it.
  const [only] = behind.length === 1 ? behind : [];
  const isPlain = isOpen || behind.length === 0 || (only !== undefined && isAllOptional(only[1]));
  return (
    <>
      {all.filter(isInFront).map(field)}
      {isPlain ? (
        behind.map(field)
      ) : (
        <details
          className="setup-more"
          open={behind.some(([name]) => isAt(wrongPlace, at(name))) || undefined}
        >
          <summary>{say('programs.more')}</summary>
          {behind.map(field)}
        </details>
      )}
    </>
  );
}

const isAt = (wrongPlace: string | undefined, place: string): boolean =>
  wrongPlace === place || wrongPlace?.startsWith(`${place}.`) === true;

/** One field, of whatever shape its schema says. */
function SetupField(props: FieldProps) {
  const { say } = useTexts();
  const { wrongPlace } = useFormKnows();
  const { name, place, schema, value, onChange, isTitled } = props;
  const label = say(`field.${name}`);
  const inner = withoutNull(schema);
  const shape = inner ?? schema;
  if (inner && isGroup(inner))
    return (
      <>
        <Check
          label={label}
          checked={value !== null}
          onChange={(set) => onChange(set ? emptyValue(inner) : null)}
        />
        {value !== null && <SetupField {...props} schema={inner} isTitled />}
      </>
    );
  if (shape.oneOf) return <OneOf {...props} shapes={shape.oneOf} />;
  if (shape.type === 'array' && shape.items?.type === 'object')
    return <List {...props} items={shape.items} />;
  if (shape.type === 'object') {
    const fields = (isOpen: boolean) => (
      <SetupFields schema={shape} value={value as Fields} onChange={onChange} {...{ place, isOpen }} />
    );
    return isAllOptional(shape) ? (
      <details className="setup-group" aria-label={label} open={isAt(wrongPlace, place) || undefined}>
        <summary>{label}</summary>
        {fields(true)}
      </details>
    ) : (
      <fieldset className="setup-group" aria-label={label}>
        {!isTitled && <legend>{label}</legend>}
        {fields(false)}
      </fieldset>
    );
  }
  return (
    <LeafField
      {...{ name, value, onChange }}
      schema={shape}
      isOptional={inner !== undefined}
      isInvalid={isAt(wrongPlace, place)}
    />
  );
}

const isGroup = ({ type, oneOf }: SetupSchema): boolean => oneOf !== undefined || type === 'object';

/** One of several shapes, told apart by their `kind`. */
function OneOf({
  name,
  place,
  value,
  onChange,
  shapes,
  isTitled,
}: FieldProps & { shapes: readonly SetupSchema[] }) {
  const { say } = useTexts();
  const kindOf = (schema: SetupSchema) => schema.properties?.['kind']?.const ?? '';
  const chosen = shapes.find((shape) => kindOf(shape) === (value as Fields)['kind']) ?? shapes[0];
  if (!chosen) return null;
  return (
    <fieldset className="setup-group" aria-label={say(`field.${name}`)}>
      {!isTitled && <legend>{say(`field.${name}`)}</legend>}
      <Choice
        label={say(`field.${name}`)}
        value={kindOf(chosen)}
        options={shapes.map((shape) => [kindOf(shape), say(`choice.${kindOf(shape)}`)] as const)}
        onChange={(kind) => onChange(emptyValue(shapes.find((shape) => kindOf(shape) === kind) ?? chosen))}
      />
      <SetupFields key={kindOf(chosen)} schema={chosen} value={value as Fields} {...{ onChange, place }} />
    </fieldset>
  );
}

/** Things of one shape, one below the other. */
function List({ name, place, value, onChange, items }: FieldProps & { items: SetupSchema }) {
  const { say } = useTexts();
  const all = value as Fields[];
  // What is typed stays with its own line when one above is taken away.
  const [lines, setLines] = useState(() => all.map((_, index) => index));
  const empty = (): Fields => ({
    ...(emptyValue(items) as Fields),
    ...(items.properties?.['key'] ? { key: freeKey(all.map(({ key }) => key)) } : {}),
  });
  return (
    <fieldset className="setup-group">
      <legend>{say(`field.${name}`)}</legend>
      {all.map((one, index) => (
        <div key={lines[index] ?? index} className="setup-item">
          <SetupFields
            schema={items}
            value={one}
            place={`${place}.${index}`}
            onChange={(next) => onChange(all.map((other, at) => (at === index ? next : other)))}
          />
          <Button
            look="quiet"
            onPress={() => {
              setLines(lines.filter((_, at) => at !== index));
              onChange(all.filter((_, at) => at !== index));
            }}
          >
            <Trash2 aria-hidden />
            {say('programs.remove')}
          </Button>
        </div>
      ))}
      <Button
        onPress={() => {
          setLines([...lines, Math.max(-1, ...lines) + 1]);
          onChange([...all, empty()]);
        }}
      >
        <Plus aria-hidden />
        {say('programs.add')}
      </Button>
    </fieldset>
  );
}
