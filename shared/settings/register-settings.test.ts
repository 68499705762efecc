import { expect, test } from 'vitest';
import { knownPatterns } from '../capture/receipt-pattern.ts';
import { ShopSettings } from './shop-settings.ts';

test('a shop that chose nothing listens to no register, and answers none', () => {
  const { capture, registerApi } = ShopSettings.parse({});
  expect([capture, registerApi]).toEqual([{ registers: [] }, { listen: null, perMinute: 600 }]);
});

test('whoever is not told otherwise is listened to on this computer only, with every pattern that is known', () => {
  const printer = { kind: 'printer', listen: { port: 9101 }, printer: { host: '10.0.0.5' } };
  const { capture, registerApi } = ShopSettings.parse({
    capture: { registers: [printer] },
    registerApi: { listen: {} },
  });
  expect(capture.registers).toMatchObject([
    { listen: { host: '127.0.0.1', port: 9101 }, printer: { port: 9100 }, patterns: [...knownPatterns] },
  ]);
  expect(registerApi.listen).toEqual({ host: '127.0.0.1', port: 7410 });
});

test.each([
  { registerApi: { listen: { host: '0.0.0.0' } } },
  { registerApi: { listen: { host: '::' } } },
  { capture: { registers: [{ kind: 'printer', listen: { port: 0 }, printer: { host: 'a' } }] } },
  { capture: { registers: [{ kind: 'folder', path: '/a', patterns: [] }] } },
  { capture: { registers: [{ kind: 'folder', path: '/a', reads: { as: 'xml', element: 'a b' } }] } },
])('%o is refused', (settings) => {
  expect(ShopSettings.safeParse(settings).success).toBe(false);
});
