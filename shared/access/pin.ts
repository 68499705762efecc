import { ok, refuse, type Result } from '../base/result.ts';

/** A PIN as somebody chose it: 4 to 8 digits, and not one that everybody tries first. */
export function readPin(typed: string): Result<string, { code: 'PIN_NOT_DIGITS' | 'PIN_TOO_EASY' }> {
  if (!/^[0-9]{4,8}$/.test(typed)) return refuse({ code: 'PIN_NOT_DIGITS' });
  const steps = [...typed].slice(1).map((digit, index) => Number(digit) - Number(typed[index]));
  const easy = [0, 1, -1].some((step) => steps.every((one) => one === step));
  return easy ? refuse({ code: 'PIN_TOO_EASY' }) : ok(typed);
}
