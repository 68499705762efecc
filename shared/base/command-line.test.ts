import { describe, expect, test } from 'vitest';
import { helpOf, overviewOf, readCommandLine, type CommandUsage } from './command-line.ts';

const usage: CommandUsage = {
  name: 'restore',
  summary: 'Puts a backup back',
  operand: 'backup',
  options: [
    { name: 'data', value: 'folder', about: 'where the till lies', required: true },
    { name: 'yes', value: null, about: 'asks nothing' },
  ],
};

describe('what stands behind a command is read', () => {
  test.each([
    [['b', '--data', '/d'], { operand: 'b', options: { data: '/d' } }],
    [['--data=/d=e', '--yes', 'b'], { operand: 'b', options: { data: '/d=e', yes: true } }],
  ])('%j', (words, asked) => {
    expect(readCommandLine(usage, words)).toEqual({ ok: true, value: asked });
  });

  test.each([
    [['b'], '--data has to be said.'],
    [['--data', '/d'], 'Say which backup.'],
    [['b', 'c', '--data', '/d'], '"c" is one word too many.'],
    [['b', '--data'], '--data needs a folder behind it.'],
    [['b', '--data='], '--data needs a folder behind it.'],
    [['b', '--yes=1', '--data', '/d'], '--yes takes no value.'],
    [['b', '--force'], 'There is no option --force.'],
    [['b', '--'], 'There is no option --.'],
  ])('%j is not understood', (words, sentence) => {
    expect(readCommandLine(usage, words)).toEqual({ ok: false, error: sentence });
  });
});

test('the help names what must and what may be said', () => {
  const help = helpOf('npm run till --', usage);
  expect(help).toContain('npm run till -- restore <backup> --data <folder> [--yes]');
  expect(help).toContain('--yes            asks nothing');
  expect(overviewOf('npm run till --', [usage])).toContain('restore  Puts a backup back');
});
