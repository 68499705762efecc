import { isAmountKey } from './amount-text.ts';
import type { Counter } from './counter.ts';
import { offerAt } from './watch-offers.ts';

/** The function keys of countable things, in the order in which the shop lists them. */
export const itemKeys = ['F6', 'F7', 'F8', 'F9', 'F10'] as const;

/** What keys with a name do. A key stands here once, or this does not compile. */
const namedKeys: Readonly<Record<string, (counter: Counter) => unknown>> = {
  F1: (counter) => counter.typeCode(),
  F2: (counter) => counter.enrol(),
  F3: (counter) => counter.members.typed(''),
  '/': (counter) => counter.members.typed(''),
  F4: (counter) => counter.giftCards.key(),
  // Of a customer the history; without one, a sale that can be claimed.
  F5: (counter) => [counter.members.showHistory(), counter.claims.sell()],
};

/** What a key does for a counter, by its name; undefined for a key that does nothing there by itself. */
export function doingOf(key: string): ((counter: Counter) => unknown) | undefined {
  if (isAmountKey(key)) return (counter) => counter.press(key);
  if (key === 'Backspace') return (counter) => counter.press('backspace');
  if (key === 'Escape') return (counter) => counter.goBack();
  if (key === 'Enter') return (counter) => counter.goOn();
  return namedKeys[key];
}

/** Takes the offer that stands at this place, from 1, or puts it back; undefined where none stands. */
export function offerDoing(counter: Counter, place: number): (() => Promise<void>) | undefined {
  const offer = offerAt(counter.offers.get(), place - 1);
  return offer && (() => counter.choose(offer.offerId, offer.state !== 'used'));
}

/** What Escape and F2 do from inside a text field, which keeps every other key for itself. */
export function doInField(key: string, counter: Counter, field: HTMLElement): void {
  if (key === 'F2') void counter.enrol();
  if (key !== 'Escape') return;
  if (counter.typingCode.get()) counter.typingCode.set(false);
  else if (counter.members.finding.get() === undefined) field.blur();
  else counter.members.finding.set(undefined);
}

/**
 * Lets the keyboard work the counter from wherever the focus is: digits go to the amount, letters look for a member (F3 begins to), F1 takes a code,
 * F4 sells or loads a gift card, F5 shows the customer's history or sells without a card what can be claimed, F11 turns the camera on or off, Enter goes on, Esc goes back, Alt and a digit takes an offer, Alt and 0 a place, Alt and G gives a coupon. A text
 * field keeps what is typed into it, and Enter still presses a button that was reached with Tab. Nothing is heard while `listens` says no.
 * Returns how to stop.
 */
export function bindKeys(
  target: Window,
  counter: Counter,
  { items, listens }: { items(): readonly { item: string }[]; listens(): boolean },
): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || !listens()) return;
    if (event.altKey) return chooseWith(event);
    // Wherever the focus is; without a camera it stays what a browser takes it for.
    if (event.key === 'F11') return event.repeat || counter.turnCamera() ? event.preventDefault() : undefined;
    const focused = target.document.activeElement;
    if (isTextField(focused)) return doInField(event.key, counter, focused);
    const act = actionOf(event, focused);
    if (!act) return;
    event.preventDefault();
    act();
  };

  /** Alt and a digit takes the offer it stands at, or puts it back; Alt and 0 takes a place in something, Alt and G begins to give a coupon. */
  const chooseWith = (event: KeyboardEvent): void => {
    if (/^(?:Digit|Numpad)0$/.test(event.code) && !event.repeat) {
      event.preventDefault();
      return void counter.places.key();
    }
    if (event.code === 'KeyG' && !event.repeat && counter.mayGiveCoupon()) {
      event.preventDefault();
      return counter.givingCoupon.set(!counter.givingCoupon.get());
    }
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
    const choose = digit === undefined ? undefined : offerDoing(counter, Number(digit));
    if (!choose || event.repeat) return;
    event.preventDefault();
    void choose();
  };

  const actionOf = (event: KeyboardEvent, focused: Element | null): (() => unknown) | undefined => {
    const { key, repeat } = event;
    // Holding a key down must not answer what appears after the first press.
    if (repeat && !isAmountKey(key) && key !== 'Backspace') return undefined;
    if (key === 'Enter' && pressesSomething(focused)) return undefined;
    const doing = doingOf(key);
    if (doing) return () => doing(counter);
    if (/^\p{L}$/u.test(key)) return () => counter.members.typed(key);
    const item = items()[itemKeys.findIndex((name) => name === key)];
    return item && (() => counter.count(item.item, event.shiftKey ? -1 : 1));
  };

  target.addEventListener('keydown', onKeyDown);
  return () => target.removeEventListener('keydown', onKeyDown);
}

/** Whether typed letters are the element's own. */
export const isTextField = (element: Element | null): element is HTMLInputElement | HTMLTextAreaElement =>
  element instanceof HTMLTextAreaElement ||
  (element instanceof HTMLInputElement && !['radio', 'checkbox', 'button'].includes(element.type));

const pressesSomething = (element: Element | null): boolean =>
  element?.closest('button, a[href], input, select, summary') !== null && element !== null;
