import { createWedge, quietMs, type WedgeScan } from './wedge.ts';

/** How late a timer may fire before we believe that the page was busy and keys are still waiting in line. */
const busyMs = 60;

/**
 * Listens for keyboard-wedge scanners on a whole window, before anybody else. A scan reaches `onScan` only: no field
 * keeps a character of it and no button feels its Enter. `remember` is asked before a key that might begin a scan, and
 * returns how to take back what the page did since. Returns how to stop.
 */
export function bindWedge(
  target: Window,
  { onScan, remember }: { onScan(scan: WedgeScan): void; remember(): () => void },
): () => void {
  const wedge = createWedge();
  const swallowed = new Set<string>();
  let takeBack = (): void => {};
  let timer: ReturnType<typeof setTimeout> | undefined;

  const onQuiet = (dueMs: number): void => {
    if (performance.now() - dueMs > busyMs) return awaitQuiet(busyMs);
    const scan = wedge.quiet();
    if (scan) onScan(scan);
  };
  const awaitQuiet = (ms: number): void => {
    const dueMs = performance.now() + ms;
    timer = setTimeout(() => onQuiet(dueMs), ms);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const { key, code, shiftKey: shift, repeat } = event;
    // Windows reports AltGr as Ctrl+Alt; that is a character, not a control.
    const ctrl = event.ctrlKey && !event.altKey;
    const altGr = event.getModifierState('AltGraph') || (event.ctrlKey && event.altKey);
    const verdict = wedge.stroke({ key, code, atMs: event.timeStamp, shift, altGr, ctrl, repeat });
    clearTimeout(timer);
    if (wedge.scanning) awaitQuiet(quietMs);
    if (verdict.kind === 'pass') {
      if (verdict.begins) takeBack = rememberAll(target, remember);
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    swallowed.add(code);
    if (verdict.rollBack) takeBack();
    if (verdict.kind === 'scan') onScan(verdict.scan);
  };
  const onKeyUp = (event: KeyboardEvent): void => {
    if (!swallowed.delete(event.code)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  target.addEventListener('keydown', onKeyDown, { capture: true });
  target.addEventListener('keyup', onKeyUp, { capture: true });
  return () => {
    clearTimeout(timer);
    target.removeEventListener('keydown', onKeyDown, { capture: true });
    target.removeEventListener('keyup', onKeyUp, { capture: true });
  };
}

function rememberAll(target: Window, remember: () => () => void): () => void {
  const restoreField = rememberField(target.document.activeElement);
  const restorePage = remember();
  return () => {
    restoreField();
    restorePage();
  };
}

/** Notes what stands in a text field and gives back how to put it there again, in a way that React hears. */
function rememberField(element: Element | null): () => void {
  const isArea = element instanceof HTMLTextAreaElement;
  if (!isArea && !(element instanceof HTMLInputElement)) return () => {};
  const { value, selectionStart, selectionEnd } = element;
  return () => {
    if (element.value === value) return;
    const prototype = isArea ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
    Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(element, value);
    if (selectionStart !== null) element.setSelectionRange(selectionStart, selectionEnd);
    element.dispatchEvent(new Event('input', { bubbles: true }));
  };
}
