import { escposNetwork } from './drivers/escpos-network/escpos-network.driver.ts';
import { escposSerial } from './drivers/escpos-serial/escpos-serial.driver.ts';
import { escposUsb } from './drivers/escpos-usb/escpos-usb.driver.ts';
import { hidPosScanner } from './drivers/hid-pos-scanner/hid-pos-scanner.driver.ts';
import { pcscReader } from './drivers/pcsc-reader/pcsc-reader.driver.ts';
import { pn532Serial } from './drivers/pn532-serial/pn532-serial.driver.ts';
import { poleDisplayCd5220 } from './drivers/pole-display-cd5220/pole-display-cd5220.driver.ts';
import { poleDisplayEscpos } from './drivers/pole-display-escpos/pole-display-escpos.driver.ts';
import { serialScanner } from './drivers/serial-scanner/serial-scanner.driver.ts';
import { systemSpooler } from './drivers/system-spooler/system-spooler.driver.ts';

/** Every driver, alphabetically. */
export const drivers = {
  'escpos-network': escposNetwork,
  'escpos-serial': escposSerial,
  'escpos-usb': escposUsb,
  'hid-pos-scanner': hidPosScanner,
  'pcsc-reader': pcscReader,
  'pn532-serial': pn532Serial,
  'pole-display-cd5220': poleDisplayCd5220,
  'pole-display-escpos': poleDisplayEscpos,
  'serial-scanner': serialScanner,
  'system-spooler': systemSpooler,
} as const;

export type DriverId = keyof typeof drivers;
