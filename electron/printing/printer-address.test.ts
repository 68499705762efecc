import { expect, test } from 'vitest';
import { parsePrinterAddress } from './printer-address.ts';

test.each([
  ['none', { way: 'none' }],
  ['virtual', { way: 'virtual', model: 'virtual-58' }],
  ['virtual/virtual-80', { way: 'virtual', model: 'virtual-80' }],
  ['10.0.0.5', { way: 'network', host: '10.0.0.5', port: 9100, model: 'epson-tm-t88-80' }],
  ['[fe80::1]:9101/generic-58', { way: 'network', host: 'fe80::1', port: 9101, model: 'generic-58' }],
  ['usb', { way: 'usb', maker: '', serialNumber: '' }],
  ['usb:J5XY/epson-tm-t20iii', { way: 'usb', serialNumber: 'J5XY', model: 'epson-tm-t20iii' }],
  ['serial:/dev/serial/by-id/usb-1', { way: 'serial', path: '/dev/serial/by-id/usb-1', baudRate: 19_200 }],
  ['serial:COM3@9600/generic-58', { way: 'serial', path: 'COM3', baudRate: 9600, model: 'generic-58' }],
  ['queue:kitchen', { way: 'queue', queue: 'kitchen' }],
])('%s is a printer', (text, setup) => {
  expect(parsePrinterAddress(text)).toMatchObject(setup);
});

test.each([
  '10.0.0.5:0',
  '10.0.0.5:99999',
  'two words',
  'queue:-oraw',
  'queue:',
  'serial:',
  'serial:/dev/x@fast',
])('%s is none, and says so in words', (text) => {
  expect(() => parsePrinterAddress(text)).toThrow(/is no printer: write its address/);
});

test('an unknown model names the known ones', () => {
  expect(() => parsePrinterAddress('10.0.0.5/laser')).toThrow(/"laser".*generic-58/);
});
