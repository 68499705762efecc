import { z } from 'zod';
import { assert } from './assert.ts';

/** A calendar day as `YYYY-MM-DD`. Sorts as text; has no hour and no zone. */
export const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export type Day = z.infer<typeof Day>;

/** How a shop counts its days: an IANA zone, and the hour (0-12) until which the night belongs to the day before. */
export interface BusinessCalendar {
  zone: string;
  cutOffHour: number;
}

/** A moment as the business sees it: when, and on which business day. */
export interface BusinessTime {
  atMs: number;
  day: Day;
}

/** A moment with the shop's own clock, for what holds on some weekdays or hours. */
export interface Moment extends BusinessTime {
  /** Minutes since midnight on the shop's wall clock: 0 to 1439. */
  minute: number;
  /** Of the business day: 1 is Monday, 7 is Sunday. */
  weekday: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();
function formatFor(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    const parts = {
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    } as const;
    format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, ...parts });
    formats.set(zone, format);
  }
  return format;
}

/** Zones change their offset on whole quarters of an hour, so within one the local day and hour stay the same. */
const quarterMs = 900_000;
let lastAsked = { quarter: -1, zone: '', cutOffHour: -1, day: '', minute: 0 };

/** The business day of a moment. Safe over daylight-saving changes: it reads the local hour, never adds hours. */
export const businessDay = (atMs: number, calendar: BusinessCalendar): Day => inQuarter(atMs, calendar).day;

/** The moment on the shop's wall clock. */
export function momentOf({ atMs, day }: BusinessTime, calendar: BusinessCalendar): Moment {
  const minutes = Math.floor((((atMs % quarterMs) + quarterMs) % quarterMs) / 60_000);
  return { atMs, day, minute: inQuarter(atMs, calendar).minute + minutes, weekday: weekdayOf(day) };
}

/** 1 for Monday to 7 for Sunday. 1970-01-01 was a Thursday. */
export const weekdayOf = (day: Day): number => ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1;

/** The business day, and the local minute with which this quarter of an hour began. */
function inQuarter(atMs: number, { zone, cutOffHour }: BusinessCalendar): { day: Day; minute: number } {
  const quarter = Math.floor(atMs / quarterMs);
  if (lastAsked.quarter !== quarter || lastAsked.zone !== zone || lastAsked.cutOffHour !== cutOffHour) {
    lastAsked = { quarter, zone, cutOffHour, ...readQuarter(quarter * quarterMs, { zone, cutOffHour }) };
  }
  return lastAsked;
}

function readQuarter(startMs: number, calendar: BusinessCalendar): { day: Day; minute: number } {
  const part = Object.fromEntries(
    formatFor(calendar.zone)
      .formatToParts(startMs)
      .map((p) => [p.type, p.value]),
  );
  const day = `${part['year']}-${part['month']}-${part['day']}`;
  const hour = Number(part['hour']);
  return {
    day: hour < calendar.cutOffHour ? addDays(day, -1) : day,
    minute: hour * 60 + Number(part['minute']),
  };
}

/** Days since 1970-01-01. */
export function dayNumber(day: Day): number {
  return daysFromCivil(Number(day.slice(0, -6)), Number(day.slice(-5, -3)), Number(day.slice(-2)));
}

/** The day `count` days later, or earlier when negative. */
export function addDays(day: Day, count: number): Day {
  return civilFromDays(dayNumber(day) + count);
}

/** The day that lies `number` days after 1970-01-01. The inverse of `dayNumber`, by the same algorithms. */
export function civilFromDays(number: number): Day {
  assert(Number.isInteger(number), 'days are whole');
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Howard Hinnant, "chrono-compatible low-level date algorithms": proleptic Gregorian, no clock, no zone. */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
