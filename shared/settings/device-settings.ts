import { z } from 'zod';
import { Calibration } from '../scan/keyboard/calibration.ts';

/** A scanner as somebody set it up at this till. `setup` is what its driver wants to know, and checks. */
export const Scanner = z.object({
  deviceId: z.string().min(1).max(64),
  driver: z.string().min(1).max(40),
  setup: z.record(z.string().max(40), z.union([z.string().max(200), z.number(), z.boolean()])),
});
export type Scanner = z.infer<typeof Scanner>;

/** The camera that reads codes, by the name it says: what else a browser calls it changes. `on` is kept as the cashier left it. */
export const CameraChoice = z.object({ name: z.string().min(1).max(200), on: z.boolean() });
export type CameraChoice = z.infer<typeof CameraChoice>;

/** What stands around this till and cannot be found by itself. It belongs to the machine, not to the shop. */
export const DeviceSettings = z.object({
  scanners: z.array(Scanner).max(20).default([]),
  /** How the keyboard scanner types, once its calibration code was read; null for one that types as this computer reads. */
  wedge: Calibration.nullable().default(null),
  /** The camera, where one was chosen. The page opens it: devices of a browser are no devices of ours. */
  camera: CameraChoice.nullable().default(null),
  /** The sheet of actions, once there is one: what its codes are made with, and whether they are heard. */
  actions: z
    .object({ secret: z.string().regex(/^[0-9a-f]{32}$/), on: z.boolean() })
    .nullable()
    .default(null),
});
export type DeviceSettings = z.infer<typeof DeviceSettings>;
