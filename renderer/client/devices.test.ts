import { expect, test, vi } from 'vitest';
import type { Api } from '#shared/api/api.ts';
import type { Client } from '#shared/api/client.ts';
import type { DeviceView, TrialScan } from '#shared/api/devices.api.ts';
import { createDevices } from './devices.ts';

const scanner: DeviceView = {
  deviceId: 's1',
  kind: 'scanner',
  driver: 'hid-pos-scanner',
  name: 'Voyager',
  state: 'ready',
  trouble: null,
  automatic: true,
  scans: 0,
};
const code = (serial: number): TrialScan => ({
  serial,
  deviceId: 's1',
  deviceName: null,
  text: 'A',
  usText: null,
  kind: 'unknown',
  format: null,
});

/** A connection whose news are said by hand and whose one answer comes when it is told. */
function connection(answer: Promise<DeviceView[]>) {
  const listeners = new Map<string, (payload: unknown) => void>();
  const client = {
    on: (name: string, listener: (payload: unknown) => void) => void listeners.set(name, listener),
    call: (method: string) => (method === 'devices.list' ? answer : Promise.resolve(null)),
  } as unknown as Client<Api>;
  return { client, say: (name: string, payload: unknown) => listeners.get(name)?.(payload) };
}

test('devices are read with each connection, and news is newer than the answer', async () => {
  const devices = createDevices();
  const first = Promise.withResolvers<DeviceView[]>();
  const { client, say } = connection(first.promise);
  devices.follow(client);
  say('devices.changed', [{ ...scanner, state: 'gone' }]);
  first.resolve([scanner]);
  await first.promise;
  expect(devices.list.get()).toMatchObject([{ state: 'gone' }]);
  devices.follow(connection(Promise.resolve([scanner])).client);
  await vi.waitUntil(() => devices.list.get()[0]?.state === 'ready');
});

test('a trial begins empty, shows the latest five, and is over when the till was away', async () => {
  const devices = createDevices();
  const { client, say } = connection(Promise.reject(new Error('away')));
  devices.follow(client);
  say('devices.trial', { on: true });
  for (let serial = 1; serial <= 7; serial += 1) say('devices.tried', code(serial));
  expect(devices.trialIsOn.get()).toBe(true);
  expect(devices.tried.get().map(({ serial }) => serial)).toEqual([7, 6, 5, 4, 3]);
  say('devices.trial', { on: false });
  say('devices.trial', { on: true });
  expect(devices.tried.get()).toEqual([]);
  devices.follow(client);
  expect(devices.trialIsOn.get()).toBe(false);
});
