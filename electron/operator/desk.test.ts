import { expect, onTestFinished, test } from 'vitest';
import { deskAt } from './desk.ts';

test('Ctrl+C is left to the system until a command listens, and then it is told in words', () => {
  const others = process.listeners('SIGINT');
  const ours = () => process.listeners('SIGINT').filter((one) => !others.includes(one));
  onTestFinished(() => ours().forEach((one) => process.off('SIGINT', one)));
  const desk = deskAt('/nowhere', null);
  expect(ours()).toEqual([]);
  expect(desk.signal.aborted).toBe(false);
  expect([desk.signal, ours().length]).toEqual([desk.signal, 1]);
  ours()[0]?.('SIGINT');
  expect(() => desk.signal.throwIfAborted()).toThrow('nothing was changed');
});
