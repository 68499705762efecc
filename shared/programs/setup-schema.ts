import { z } from 'zod';
import { programs } from './programs.ts';

/** As much of JSON Schema as words are read off. */
export interface Shape {
  properties?: Record<string, Shape>;
  items?: Shape;
  anyOf?: Shape[];
  oneOf?: Shape[];
  enum?: string[];
  const?: string;
  type?: string;
}

/** The form of a kind's set-up, made of the very schema that checks it; undefined for a kind that is not known. */
export function setupSchema(type: string): Shape | undefined {
  const program = programs.find((one) => one.type === type);
  return program && (z.toJSONSchema(program.setup, { io: 'input', unrepresentable: 'any' }) as Shape);
}

/** Every name and every choice that people meet in the forms of all kinds, so that a test can demand words for each. */
export const setupWords = (): { fields: string[]; choices: string[] } =>
  formWords(programs.map(({ type }) => setupSchema(type) ?? {}));

/** The same of any forms. */
export function formWords(schemas: readonly Shape[]): { fields: string[]; choices: string[] } {
  const fields = new Set<string>();
  const choices = new Set<string>();
  const walk = (schema: Shape): void => {
    for (const choice of [...(schema.enum ?? []), ...(schema.const === undefined ? [] : [schema.const])])
      choices.add(choice);
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      // Which of several shapes it is: its choices are words, it has none itself.
      if (property.const === undefined) fields.add(name);
      walk(property);
    }
    for (const inner of [
      ...(schema.anyOf ?? []),
      ...(schema.oneOf ?? []),
      ...(schema.items ? [schema.items] : []),
    ])
      walk(inner);
  };
  for (const schema of schemas) walk(schema);
  return { fields: [...fields].sort(), choices: [...choices].sort() };
}
