import { expect, test } from 'vitest';
import { readConfig } from './central-config.ts';

test('a centre that nobody told anything works on this computer alone', () => {
  const { dataDir, ...rest } = readConfig({ XDG_DATA_HOME: '/data' });
  expect(rest).toEqual({ host: '127.0.0.1', port: 7400, names: [] });
  expect(dataDir).toMatch(/tessera-central$/);
});

test('what is told is taken, and empty is as good as untold', () => {
  const said = {
    HOST: '',
    PORT: '0',
    TESSERA_CENTRAL_DATA: '/d',
    DATABASE_URL: 'postgresql://x',
    TESSERA_CENTRAL_NAMES: 'a.example, b.example,',
  };
  expect(readConfig(said)).toEqual({
    host: '127.0.0.1',
    port: 0,
    dataDir: '/d',
    databaseUrl: 'postgresql://x',
    names: ['a.example', 'b.example'],
  });
  for (const PORT of ['http', '-1', '70000', '1.5'])
    expect(() => readConfig({ PORT })).toThrow('PORT is a number');
});
