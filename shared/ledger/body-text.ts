import { z } from 'zod';
import { canonicalJson, quoted, type Json } from '../base/canonical-json.ts';

/** The canonical text of a value that fits, or undefined: then the schema itself has to be asked. */
export type BodyText = (value: unknown) => string | undefined;

const compiled = new WeakMap<z.core.$ZodType, BodyText>();

/**
 * What a schema says as one function that checks a value and writes its canonical text in the same walk, which every sale waits for.
 * It takes nothing that the schema does not take, and writes what would be written of the schema's own answer.
 */
export function bodyTextOf(schema: z.core.$ZodType): BodyText {
  const known = compiled.get(schema);
  if (known) return known;
  const made = compile(schema) ?? bySchema(schema);
  compiled.set(schema, made);
  return made;
}

/** The long way: the schema itself, and then its answer written down. */
const bySchema =
  (schema: z.core.$ZodType): BodyText =>
  (value) => {
    const parsed = z.safeParse(schema, value);
    return parsed.success && parsed.data !== undefined ? canonicalJson(parsed.data as Json) : undefined;
  };

/** Undefined for whatever is not understood to the last of its rules. */
function compile(schema: z.core.$ZodType): BodyText | undefined {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const rules = (def.checks ?? []).map(({ _zod: check }) => check.def as Rule);
  if (def.type === 'string') return 'format' in def ? undefined : compileText(rules);
  if (def.type === 'number')
    return 'format' in def && def.format === 'safeint' ? compileWhole(rules) : undefined;
  if (def.type === 'array') return compileList(def.element, rules);
  if (rules.length > 0) return undefined;
  if (def.type === 'object') return def.catchall ? undefined : compileObject(def.shape);
  if (def.type === 'record') return isAnyText(def.keyType) ? compileRecord(def.valueType) : undefined;
  if (def.type === 'enum') return compileEnum(Object.values(def.entries));
  if (def.type === 'union') return compileUnion(def.options);
  if (def.type !== 'nullable') return undefined;
  const inner = bodyTextOf(def.innerType);
  return (value) => (value === null ? 'null' : inner(value));
}

type Rule = z.core.$ZodChecks['_zod']['def'];

function compileText(rules: readonly Rule[]): BodyText | undefined {
  const tests = rules.map(testOf).filter((test) => test !== undefined);
  if (tests.length < rules.length) return undefined;
  // Most texts are those of the fact before: the till, the day's lot, the currency, the same member's wallet.
  let last: { value: string; text: string } | undefined;
  return (value) => {
    if (typeof value !== 'string') return undefined;
    if (last?.value === value) return last.text;
    for (const test of tests) if (!test(value)) return undefined;
    last = { value, text: quoted(value) };
    return last.text;
  };
}

/** Lengths are counted in characters, of which a text never has more than units, and at least one if it has any. */
function testOf(rule: Rule): ((text: string) => boolean) | undefined {
  if (rule.check === 'max_length') return ({ length }) => length <= rule.maximum;
  if (rule.check === 'min_length' && rule.minimum <= 1) return ({ length }) => length >= rule.minimum;
  if (rule.check !== 'string_format' || rule.format !== 'regex') return undefined;
  const { pattern } = rule;
  return pattern?.flags === '' ? (text) => pattern.test(text) : undefined;
}

function compileWhole(rules: readonly Rule[]): BodyText | undefined {
  let least = Number.MIN_SAFE_INTEGER;
  for (const rule of rules) {
    if (rule.check !== 'greater_than' || !Number.isSafeInteger(rule.value)) return undefined;
    least = Math.max(least, Number(rule.value) + (rule.inclusive ? 0 : 1));
  }
  // Minus zero is written as zero is.
  return (value) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= least ? `${value}` : undefined;
}

function compileList(element: z.core.$ZodType, rules: readonly Rule[]): BodyText | undefined {
  let least = 0;
  for (const rule of rules) {
    if (rule.check !== 'min_length') return undefined;
    least = Math.max(least, rule.minimum);
  }
  const itemText = bodyTextOf(element);
  return (value) => {
    if (!Array.isArray(value) || value.length < least) return undefined;
    let text = '';
    for (const item of value) {
      const written = itemText(item);
      if (written === undefined) return undefined;
      text += text === '' ? written : `,${written}`;
    }
    return `[${text}]`;
  };
}

/** Only what is written as `{...}`: of anything else the schema knows better what it is. */
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

function compileObject(shape: z.core.$ZodShape): BodyText | undefined {
  const fields: { name: string; label: string; textOf: BodyText; mayMiss: boolean }[] = [];
  for (const name of Object.keys(shape).sort()) {
    const schema = shape[name] as z.core.$ZodType;
    const inner = innerOfOptional(schema);
    const always = inner ?? schema;
    // What may be absent in other ways, or comes back as something else, only the schema knows.
    if (always._zod.optin ?? always._zod.optout) return undefined;
    fields.push({
      name,
      label: `${quoted(name)}:`,
      textOf: bodyTextOf(always),
      mayMiss: inner !== undefined,
    });
  }
  return (value) => {
    if (!isRecord(value)) return undefined;
    let text = '';
    for (const { name, label, textOf, mayMiss } of fields) {
      const field = value[name];
      if (mayMiss && field === undefined) continue;
      const written = textOf(field);
      if (written === undefined) return undefined;
      text += (text === '' ? label : `,${label}`) + written;
    }
    return `{${text}}`;
  };
}

function innerOfOptional(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === 'optional' && (def.checks ?? []).length === 0 ? def.innerType : undefined;
}

const isAnyText = ({ _zod: { def } }: z.core.$ZodType): boolean =>
  def.type === 'string' && !('format' in def) && (def.checks ?? []).length === 0;

function compileRecord(valueType: z.core.$ZodType): BodyText {
  const textOf = bodyTextOf(valueType);
  return (value) => {
    if (!isRecord(value)) return undefined;
    let text = '';
    for (const name of Object.keys(value).sort()) {
      const written = name === '__proto__' ? undefined : textOf(value[name]);
      if (written === undefined) return undefined;
      text += `${text === '' ? '' : ','}${quoted(name)}:${written}`;
    }
    return `{${text}}`;
  };
}

function compileEnum(entries: readonly (string | number)[]): BodyText | undefined {
  if (entries.some((entry) => typeof entry !== 'string')) return undefined;
  const texts = new Map<unknown, string>(entries.map((entry) => [entry, quoted(String(entry))]));
  return (value) => texts.get(value);
}

/** Of numbers and texts alone: whichever takes the value, it is written the same. */
function compileUnion(options: readonly z.core.$ZodType[]): BodyText | undefined {
  if (options.some(({ _zod: { def } }) => def.type !== 'number' && def.type !== 'string')) return undefined;
  const texts = options.map(bodyTextOf);
  return (value) => {
    for (const textOf of texts) {
      const written = textOf(value);
      if (written !== undefined) return written;
    }
    return undefined;
  };
}
