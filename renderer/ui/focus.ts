import type { MouseEvent } from 'react';

/**
 * For what is pressed with a finger or a mouse: the press neither takes the focus nor leaves it in a field, so that the next Enter
 * and the next digits mean the counter again. What was reached with Tab keeps its focus until then.
 */
export function leaveFocusNowhere(event: MouseEvent): void {
  event.preventDefault();
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
