import { expect, test } from 'vitest';
import { canonicalJson, type Json } from '#shared/base/canonical-json.ts';
import { events } from '#shared/ledger/events.ts';
import type { EventLine } from '#shared/sync/overview.ts';
import { createTexts } from '../../texts.ts';
import { spokenEvent } from './event-sentence.ts';

const line = (type: string, version: number, body: Json): EventLine => ({
  writer: 'till-1',
  till: 'Till 1',
  seq: 1,
  at: 0,
  type,
  version,
  body: canonicalJson(body),
});

const speech = (language: 'en' | 'it' | 'hu') => {
  const { t } = createTexts(language);
  return {
    language,
    ownPoints: {},
    say: (key: string, params?: Record<string, string | number>) => t(key, { ...params }),
  };
};

test('every kind of event has its sentence in every language, with nothing left to fill in', () => {
  for (const kind of Object.values(events)) {
    const said = (['en', 'it', 'hu'] as const).map(
      (language) => spokenEvent(line(kind.type, kind.version, kind.example), speech(language)).sentence,
    );
    for (const sentence of said) expect(sentence).not.toMatch(/dashboard\.|\{\{|undefined/);
    expect(new Set(said).size, kind.type).toBe(3);
  }
});

test('amounts are said in their unit', () => {
  const { SaleRecorded, ValueSpent, VoucherIssued } = events;
  const said = (kind: { type: string; version: number; example: Json }) =>
    spokenEvent(line(kind.type, kind.version, kind.example), speech('en'));
  expect(said(SaleRecorded)).toEqual({ sentence: 'Sale of €23.40 to a member', tone: 'neutral' });
  expect(said(ValueSpent)).toEqual({ sentence: '100 points used', tone: 'spend' });
  expect(said(VoucherIssued).sentence).toBe('Voucher issued: €2.00');
});

test('what is newer than this page, and what nobody can read, is shown for what it is', () => {
  expect(spokenEvent(line('RainbowSeen', 1, {}), speech('en'))).toEqual({
    sentence: 'Newer than this centre: RainbowSeen',
    tone: 'neutral',
  });
  expect(spokenEvent(line('ValueAwarded', 1, {}), speech('en')).tone).toBe('stop');
});
