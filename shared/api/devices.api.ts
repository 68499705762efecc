import { z } from 'zod';
import { Calibration } from '../scan/keyboard/calibration.ts';
import { ScannedAction } from '../scan/scanned-action.ts';
import { CameraChoice, Scanner } from '../settings/device-settings.ts';
import { call, event } from './channel.ts';

/** What may be wrong with a device. Each has a sentence with the way out under `device.trouble.<code>`. */
export const DeviceTroubleCode = z.enum([
  'native-missing',
  'absent',
  'busy',
  'denied',
  'unreachable',
  'no-reader',
  'no-service',
  'garbled',
  'incomplete',
  'pulled-away',
  'in-use',
  'no-number',
  'flooded',
]);

/** A device as the Devices screen shows it: one card each. */
export const DeviceView = z.object({
  deviceId: z.string(),
  kind: z.enum(['scanner']),
  /** The name of its driver, which has a text under `device.driver.<name>`. */
  driver: z.string(),
  /** What it calls itself, or null as long as nobody saw it. */
  name: z.string().nullable(),
  state: z.enum(['looking', 'ready', 'gone', 'trouble']),
  trouble: DeviceTroubleCode.nullable(),
  /** Found by itself; what a person set up can be taken away again. */
  automatic: z.boolean(),
  /** How many codes it read since the till was started. */
  scans: z.int().nonnegative(),
});
export type DeviceView = z.infer<typeof DeviceView>;

/** A code that was scanned to see what comes: as the device said it, and as the counter would have understood it. */
export const TrialScan = z.object({
  /** Rises with each. */
  serial: z.int(),
  /** Where it came from: a device of the list, `keyboard-wedge` or `virtual-scanner`. */
  deviceId: z.string(),
  deviceName: z.string().nullable(),
  text: z.string(),
  /** As the same keys read on a US keyboard, where a keyboard said it and it reads otherwise there. */
  usText: z.string().nullable(),
  kind: z.enum([
    'member-card',
    'referral',
    'gift-card',
    'voucher',
    'voucher-number',
    'claim',
    'article',
    'unreadable',
    'action',
    'unknown',
    'calibration',
  ]),
  format: z.string().nullable(),
});
export type TrialScan = z.infer<typeof TrialScan>;

/** A serial port that may be chosen. */
export const PortView = z.object({ path: z.string(), identity: z.string(), name: z.string() });

/** How the sheet of actions stands at this till: whether there is one, and whether its lines are heard. */
export const ActionSheetView = z.object({ made: z.boolean(), on: z.boolean() });
export type ActionSheetView = z.infer<typeof ActionSheetView>;

/** What stands on a line of the sheet: good at this till until the sheet is renewed, and for nobody who does not work here. */
export const ActionLine = z.object({ action: ScannedAction, code: z.string() });
export type ActionLine = z.infer<typeof ActionLine>;

/** A line of the sheet of actions that was scanned. One screen takes it, and does what the key does. */
export const ActionNews = z.object({ actionId: z.string().max(64), action: ScannedAction });
export type ActionNews = z.infer<typeof ActionNews>;

/** What screens may ask about devices. */
export const devicesApi = {
  'devices.list': call(z.object({}), z.array(DeviceView)),
  /** Serial ports to choose from; where the system cannot list them all, `complete` is false and a path may be typed. */
  'devices.ports': call(z.object({}), z.object({ ports: z.array(PortView), complete: z.boolean() })),
  /** NFC readers of the smart-card service, or why it cannot be asked: a code under `device.trouble.<code>`. */
  'devices.card-readers': call(
    z.object({}),
    z.object({ readers: z.array(z.string()), trouble: DeviceTroubleCode.nullable() }),
  ),
  'devices.add': call(Scanner.omit({ deviceId: true }), z.array(DeviceView)),
  'devices.remove': call(z.object({ deviceId: z.string().max(300) }), z.array(DeviceView)),
  /** While a trial is on, scans are shown and do nothing. It ends by itself a minute after the last of them. */
  'devices.try': call(z.object({ on: z.boolean() }), z.object({ on: z.boolean() })),
  /** The virtual scanner of a trial: never reaches the counter. */
  'devices.try-code': call(z.object({ text: z.string().min(1).max(4096) }), z.object({})),
  /** How the keyboard scanner types, or null when nobody calibrated it; reading the calibration code in a trial does. */
  'devices.wedge': call(z.object({}), Calibration.nullable()),
  'devices.forget-calibration': call(z.object({}), z.null()),
  /** The camera that reads codes, or null. It is the screen that opens it. */
  'devices.camera': call(z.object({}), CameraChoice.nullable()),
  'devices.set-camera': call(z.object({ camera: CameraChoice.nullable() }), z.null()),
  /** Turns the camera that was chosen on or off; nothing where none was. */
  'devices.turn-camera': call(z.object({ on: z.boolean() }), z.null()),
  'devices.action-sheet': call(z.object({}), ActionSheetView),
  /** The sheet itself, which is heard from then on. */
  'devices.show-actions': call(z.object({}), z.array(ActionLine)),
  'devices.turn-actions': call(z.object({ on: z.boolean() }), ActionSheetView),
  /** Sheets that were printed mean nothing any more, and no line is heard until the new one is printed or shown. */
  'devices.renew-actions': call(z.object({}), ActionSheetView),
  /** Whether the action is this screen's to do: said once, to whoever asks first. */
  'devices.take-action': call(ActionNews.pick({ actionId: true }), z.object({ yours: z.boolean() })),
  'devices.action-scanned': event(ActionNews),
  'devices.camera-changed': event(CameraChoice.nullable()),
  'devices.wedge-changed': event(Calibration.nullable()),
  'devices.changed': event(z.array(DeviceView)),
  'devices.tried': event(TrialScan),
  'devices.trial': event(z.object({ on: z.boolean() })),
} as const;
