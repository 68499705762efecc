import { ChannelError, type Handlers } from '#shared/api/channel.ts';
import type { devicesApi } from '#shared/api/devices.api.ts';
import { Trouble } from '#shared/base/trouble.ts';
import type { ScannedActions } from '#electron/scanning/scanned-actions.ts';
import type { Scanning } from '#electron/scanning/open-scanning.ts';

/** What screens may do about devices: see how they are, set one up, and try what comes. */
export const devicesHandlers = (
  scanning: Scanning,
  actions: ScannedActions,
): Handlers<typeof devicesApi> => ({
  'devices.list': () => scanning.devices(),
  'devices.ports': async () => {
    const { ports, complete } = await scanning.ports();
    return { ports: [...ports], complete };
  },
  'devices.card-readers': async () => {
    const listed = await scanning.cardReaders();
    return listed.ok ? { readers: [...listed.value], trouble: null } : { readers: [], trouble: listed.error };
  },
  'devices.add': (scanner) => {
    try {
      scanning.add(scanner);
    } catch (error) {
      if (error instanceof Trouble && error.code === 'DEVICE_SETUP')
        throw new ChannelError('BAD_REQUEST', error.message);
      throw error;
    }
    return scanning.devices();
  },
  'devices.remove': async ({ deviceId }) => {
    await scanning.remove(deviceId);
    return scanning.devices();
  },
  'devices.wedge': () => scanning.wedge(),
  'devices.forget-calibration': () => {
    scanning.forgetCalibration();
    return null;
  },
  'devices.camera': () => scanning.camera(),
  'devices.set-camera': ({ camera }) => {
    scanning.setCamera(camera);
    return null;
  },
  'devices.turn-camera': ({ on }) => {
    const camera = scanning.camera();
    if (camera) scanning.setCamera({ ...camera, on });
    return null;
  },
  'devices.action-sheet': () => scanning.sheet.view(),
  'devices.show-actions': () => {
    const lines = scanning.sheet.lines();
    scanning.sheet.turn(true);
    return lines;
  },
  'devices.turn-actions': ({ on }) => scanning.sheet.turn(on),
  'devices.renew-actions': () => scanning.sheet.renew(),
  'devices.take-action': ({ actionId }) => ({ yours: actions.take(actionId) }),
  'devices.try': ({ on }) => {
    scanning.turnTrial(on);
    return { on };
  },
  'devices.try-code': ({ text }) => {
    scanning.tryCode(text);
    return {};
  },
});
