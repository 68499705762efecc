import type { ScannedAction } from '#shared/scan/scanned-action.ts';
import type { Till } from '../../client/till.ts';
import { keysMeanTheCounter, lockTill } from '../access/guard-window.ts';
import { doInField, doingOf, isTextField, offerDoing } from './bind-keys.ts';
import type { Counter } from './counter.ts';

/** The key that each line of the sheet stands for: what it does is said where keys are bound. */
const keyOf: Readonly<Record<ScannedAction, string>> = {
  confirm: 'Enter',
  back: 'Escape',
  enrol: 'F2',
  'offer-1': 'Alt+1',
  'offer-2': 'Alt+2',
  'offer-3': 'Alt+3',
  lock: 'F12',
  'digit-0': '0',
  'digit-1': '1',
  'digit-2': '2',
  'digit-3': '3',
  'digit-4': '4',
  'digit-5': '5',
  'digit-6': '6',
  'digit-7': '7',
  'digit-8': '8',
  'digit-9': '9',
  comma: ',',
  backspace: 'Backspace',
};

/**
 * Does for each scanned line of the sheet of actions what its key does, where `isOurs` says that this window acts. Like keys, it means
 * nothing at a locked till; a text field that is typed into loses no letter to it, and only Escape, F2 and the lock are heard from there.
 */
export function bindScannedActions(
  target: Pick<Window, 'document'>,
  counter: Counter,
  till: Pick<Till, 'access' | 'call' | 'devices'>,
  isOurs: () => boolean,
): () => void {
  const act = (action: ScannedAction): void => {
    const key = keyOf[action];
    const focused = target.document.activeElement;
    if (key === 'F12') return lockTill(till);
    if (isTextField(focused)) return doInField(key, counter, focused);
    const offer = /^Alt\+(\d)$/.exec(key)?.[1];
    if (offer) void offerDoing(counter, Number(offer))?.();
    else doingOf(key)?.(counter);
  };
  return till.devices.action.subscribe(() => {
    const news = till.devices.action.get();
    if (!news || !isOurs() || !keysMeanTheCounter(till)) return;
    till.call('devices.take-action', { actionId: news.actionId }).then(
      ({ yours }) => yours && keysMeanTheCounter(till) && act(news.action),
      // Away, or locked meanwhile: nothing is done later.
      () => {},
    );
  });
}
