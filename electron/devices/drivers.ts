import { escposNetwork } from './drivers/escpos-network/escpos-network.driver.ts';

/** Every driver, alphabetically. */
export const drivers = {
  'escpos-network': escposNetwork,
} as const;

export type DriverId = keyof typeof drivers;
