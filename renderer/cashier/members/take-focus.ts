/** Lets whoever types anywhere type into the first field of this form, with what stands there already before the cursor. */
export function takeFocus(form: HTMLElement | null): void {
  const field = form?.querySelector('input');
  if (!field || document.activeElement instanceof HTMLInputElement) return;
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}
