import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AccessView } from '#shared/api/access.api.ts';
import type { ActionNews } from '#shared/api/devices.api.ts';
import { ScannedAction } from '#shared/scan/scanned-action.ts';
import { liveCell } from '../../client/live.ts';
import { bindScannedActions } from './bind-scanned-actions.ts';
import type { Counter } from './counter.ts';

/** A text field and no other element, as a window without a page has none. */
class Field {
  blur = vi.fn();
}
beforeEach(() => {
  vi.stubGlobal('HTMLTextAreaElement', Field);
  vi.stubGlobal('HTMLInputElement', class {});
});
afterEach(() => vi.unstubAllGlobals());

const signedIn = { staffed: true, who: {} } as unknown as AccessView;
const locked = { staffed: true, who: null } as unknown as AccessView;

/** A counter that writes down what was done, at a till that gives the action to this window or to another. */
function world({
  access = signedIn,
  isOurs = true,
  yours = true,
  focused = undefined as Field | undefined,
} = {}) {
  const done: string[] = [];
  const note =
    (what: string) =>
    (...said: unknown[]): Promise<void> => {
      done.push([what, ...said].join(' '));
      return Promise.resolve();
    };
  const counter = {
    press: note('press'),
    goOn: note('goOn'),
    goBack: note('goBack'),
    enrol: note('enrol'),
    choose: note('choose'),
    offers: liveCell({
      offers: [
        { offerId: 'o1', state: 'open' },
        { offerId: 'o2', state: 'used' },
      ],
    }),
    typingCode: liveCell(false),
    members: { finding: liveCell<string | undefined>(undefined) },
  } as unknown as Counter;
  const action = liveCell<ActionNews | undefined>(undefined);
  const till = {
    access: liveCell<AccessView | undefined>(access),
    devices: { action },
    call: (method: string) => {
      if (method !== 'devices.take-action') void note(method)();
      return Promise.resolve({ yours });
    },
  } as unknown as Parameters<typeof bindScannedActions>[2];
  const target = { document: { activeElement: focused ?? null } } as unknown as Window;
  bindScannedActions(target, counter, till, () => isOurs);
  let ids = 0;
  return {
    async scan(...actions: ScannedAction[]) {
      for (const one of actions) action.set({ actionId: String((ids += 1)), action: one });
      await new Promise((resolve) => setImmediate(resolve));
      return done;
    },
  };
}

test('each line of the sheet does what its key does, in the order in which they were scanned', async () => {
  expect(
    await world().scan('digit-2', 'digit-3', 'comma', 'digit-4', 'digit-0', 'backspace', 'confirm'),
  ).toEqual(['press 2', 'press 3', 'press ,', 'press 4', 'press 0', 'press backspace', 'goOn']);
  expect(await world().scan('back', 'enrol', 'lock')).toEqual(['goBack', 'enrol', 'access.lock']);
});

test('every line of the sheet does something', async () => {
  for (const action of ScannedAction.options.filter((one) => one !== 'offer-3'))
    expect(await world().scan(action)).toHaveLength(1);
});

test('an offer is taken by its place, a taken one is put back, and where none stands nothing is done', async () => {
  expect(await world().scan('offer-1', 'offer-2', 'offer-3')).toEqual(['choose o1 true', 'choose o2 false']);
});

test('the same line scanned twice is done twice', async () => {
  expect(await world().scan('digit-0', 'digit-0')).toEqual(['press 0', 'press 0']);
});

test.each([
  ['at a locked till', { access: locked }],
  ['in a window that is not in front', { isOurs: false }],
  ['that another window took', { yours: false }],
])('nothing is done %s', async (_where, how) => {
  expect(await world(how).scan('digit-1', 'confirm', 'back', 'enrol', 'offer-1', 'lock')).toEqual([]);
});

test('a field that is typed into keeps what its keys are, and lets Escape, F2 and the lock through', async () => {
  const focused = new Field();
  expect(await world({ focused }).scan('digit-1', 'confirm', 'offer-1')).toEqual([]);
  expect(await world({ focused }).scan('enrol', 'lock', 'back')).toEqual(['enrol', 'access.lock']);
  expect(focused.blur).toHaveBeenCalledOnce();
});
