import { z } from 'zod';
import { ErrorAnswer } from './contract.ts';
import { routes, type Route } from './routes.ts';

const json = (schema: unknown, example?: object) => ({
  'application/json': { schema, ...(example ? { example } : {}) },
});

/** The schema as OpenAPI 3.1 has it, which is JSON Schema; the note of the dialect stands once, above. */
function schemaOf(type: z.ZodType, io: 'input' | 'output'): unknown {
  const { $schema: _, ...schema } = z.toJSONSchema(type, { io, unrepresentable: 'any' });
  return schema;
}

const described = (description: string) => ({
  description,
  content: json({ $ref: '#/components/schemas/Error' }),
});

const operation = ({ name, summary, asked, answer, example }: Route) => ({
  post: {
    operationId: name,
    summary,
    security: [{ key: [] }],
    requestBody: { required: true, content: json(schemaOf(asked, 'input'), example) },
    responses: {
      '200': { description: 'Done.', content: json(schemaOf(answer, 'output')) },
      '400': described('The question was not understood.'),
      '401': described('No key, or not the key.'),
      '409': described('The business says no, or the id was used for something else. Nothing was written.'),
      '429': described('Too much at once; `Retry-After` says when again.'),
      '503': described('The till cannot write now. Nothing was written.'),
    },
  },
});

/** The contract of the local API, made of the very schemas that check it. */
export const openApi = (base: string, version: string): object => ({
  openapi: '3.1.0',
  jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
  info: {
    title: 'Tessera for registers',
    version,
    description: 'What a register asks of the till beside it. Money is in whole minor units.',
  },
  servers: [{ url: base }],
  paths: Object.fromEntries(routes.map((route) => [route.path, operation(route)])),
  components: {
    schemas: { Error: schemaOf(ErrorAnswer, 'output') },
    securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'npm run till -- register-key' } },
  },
});
