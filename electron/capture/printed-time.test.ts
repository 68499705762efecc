import { expect, test } from 'vitest';
import { tellsTheTime } from './printed-time.ts';

const at = (hour: number, minute: number): number => hour * 60 + minute;
const isSaid = (text: string, minute = at(14, 3)): boolean => tellsTheTime(text.split('\n'), minute);

test.each([
  '22/11/2026 14:03',
  '22.11.26 - 14:03',
  '22.11.26-14:03',
  '14:03 - 22.11.2026',
  '14:03-22.11.26',
  '2026.11.22. 14:03',
  'TOTALE 1.20\na 14:03',
  '2:03 PM',
  '22/11/2026 2:03pm',
  '14:03 am Tresen',
  '22/11/2026 14:03:22',
  '11/22/2026 2:03:22 PM',
  '2:03:22 p.m.',
  'le 22/11/2026 à 14h03',
  '22/11/26 14.03',
  '22.11.2026 14.03',
  '22-11-26, 14.03.22',
  '2026. 11. 22. 14.03',
  '14.03 22/11/26',
  '22/11/26 14:03.22',
  '22/11/26 ore 14.03',
  'ORE 14.03',
  'h 14.03',
  '14.03 Uhr',
  '2.03 pm',
])('the time at which it was printed stands on it: %s', (line) => {
  expect(isSaid(line)).toBe(true);
});

test.each([
  'TAVOLO 5  13:20 / 14:03',
  '13:20-14:03',
  '22/11/2026 13:20 a 14:03',
  '22/11/2026 13:15 - 14:00',
  'Tisch 7 13:15 bis 14:04',
  'Tisch 7 13:16 bis 14:00',
  '1:20 pm to 2:03 pm',
])('when a table was opened and paid for is no opening hours: %s', (line) => {
  expect(isSaid(line)).toBe(true);
});

test.each([
  'Nyitva: 14:00-tól 22:00-ig',
  'Lun-Sab 14:00 / 20:00',
  'Mo-Fr 10:00 - 14:00 Uhr',
  'dalle 8:30 alle 14:00',
  'dalle ore 8.30 alle ore 14.00',
  'ore 8.30-14.00',
  'ouvert 8h30 - 14h00',
  'open 8:00 am - 2:00 pm',
  '8:00am–2:00pm',
  '06:00-14:00, 14:00-22:00',
  'aperto 14:03 - 20:00',
  '2:03 am',
  '2:03:22 am',
])('hours at which a shop is open, or another half of the day, are no time of it: %s', (line) => {
  expect(isSaid(line)).toBe(false);
});

test.each([
  'PANINO 14.03',
  '14.03',
  'TOTALE 14,03',
  'DAL 01.03.2026 - 14.03.2026',
  '14.03.2026',
  '3 x 14.03',
  'REF 99:59',
  '22/11/26 114.03',
])('a price, a day or another number is no time: %s', (line) => {
  expect(isSaid(line)).toBe(false);
});

test('a time is the receipt’s own within ten minutes of the till’s clock, also past midnight', () => {
  expect(isSaid('23:58', at(0, 4))).toBe(true);
  expect(isSaid('00:04', at(23, 58))).toBe(true);
  expect(isSaid('14:13')).toBe(true);
  expect(isSaid('14:14')).toBe(false);
  expect(isSaid('domani dalle 9:30', at(7, 1))).toBe(false);
});

test('a long line of numbers is read at once', () => {
  expect(isSaid('1.'.repeat(5_000))).toBe(false);
  expect(isSaid('14/'.repeat(5_000))).toBe(false);
  expect(isSaid(`14.04${' '.repeat(500_000)}-`)).toBe(false);
  expect(isSaid(`12/03/26${' '.repeat(500_000)}-`)).toBe(false);
});
