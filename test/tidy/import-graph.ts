import path from 'node:path';
import { parseSync } from 'vite';
import type { House } from './house.ts';

/** One import: which file asks, on which line, what it wrote, and what that is. */
export interface Import {
  from: string;
  line: number;
  specifier: string;
  /** A path of the repository, `npm:<package>`, `node:<module>`, or `missing:<specifier>`. */
  to: string;
}

const source = /\.(ts|tsx|mts|cts|js|mjs|cjs)$/;

/**
 * Every import of the house, or of some of its files: values and types, static and dynamic, `import()` in types and `require`. Read with the parser that
 * Vite brings, because dependency-cruiser cannot read TypeScript beside TypeScript 7 (docs/decisions).
 */
export function readImports(house: House, files: readonly string[] = house.paths): Import[] {
  return files
    .filter((file) => source.test(file))
    .flatMap((file) => importsOf(file, house.text(file)).map((found) => ({ ...found, from: file })))
    .map((found) => ({ ...found, to: resolve(found.specifier, found.from, house) }));
}

function importsOf(file: string, text: string): { specifier: string; line: number }[] {
  const { module, program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const found = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest),
    ...module.staticExports.flatMap(({ entries }) => entries.flatMap((entry) => entry.moduleRequest ?? [])),
    ...(/\bimport\(|\brequire\(/.test(text) ? callsIn(program) : []),
  ].map(({ value, start }) => ({ specifier: value, line: text.slice(0, start).split('\n').length }));
  return [...new Map(found.map((one) => [`${one.line} ${one.specifier}`, one])).values()];
}

/** `import('x')`, `import('x').Type` and `require('x')`, wherever they stand in the tree. */
function callsIn(node: unknown): { value: string; start: number }[] {
  if (Array.isArray(node)) return node.flatMap(callsIn);
  if (typeof node !== 'object' || node === null) return [];
  const { type, source: from, callee, arguments: args } = node as Record<string, unknown>;
  const isRequire =
    type === 'CallExpression' && (callee as { name?: string }).name === 'require' && Array.isArray(args);
  const named =
    type === 'ImportExpression' || type === 'TSImportType' ? from : isRequire ? args[0] : undefined;
  const literal = named as { type?: string; value?: unknown; start: number } | undefined;
  const here =
    literal && typeof literal.value === 'string' ? [{ value: literal.value, start: literal.start }] : [];
  return [...here, ...Object.values(node).flatMap(callsIn)];
}

const doorsOfHouses = /^#(shared|electron|renderer|central|resources|test)\//;

function resolve(specifier: string, from: string, house: House): string {
  const bare = specifier.replace(/[?].*$/, '');
  if (bare.startsWith('node:')) return bare;
  if (bare.startsWith('.') || doorsOfHouses.test(bare)) {
    const target = bare.startsWith('.') ? path.posix.join(path.posix.dirname(from), bare) : bare.slice(1);
    return house.has(target) ? target : `missing:${specifier}`;
  }
  if (bare.startsWith('/')) return `missing:${specifier}`;
  return `npm:${/^(@[^/]+\/)?[^/]+/.exec(bare)?.[0] ?? bare}`;
}
