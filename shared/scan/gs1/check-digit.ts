/** The GS1 check digit of the digits before it (GS1 General Specifications, section 7.9): weights 3 and 1 from the right. */
export function gs1CheckDigit(digits: string): number {
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10;
}

/** Whether digits end in their own check digit. Anything that is not at least two digits does not. */
export const hasGs1Check = (digits: string): boolean =>
  /^\d{2,}$/.test(digits) && gs1CheckDigit(digits.slice(0, -1)) === Number(digits.at(-1));

/** A trade item number as everybody writes it: 14 digits, shorter ones filled up from the left. Undefined for a wrong check digit. */
export function gtin14(digits: string): string | undefined {
  const known = [8, 12, 13, 14].includes(digits.length) && hasGs1Check(digits);
  return known ? digits.padStart(14, '0') : undefined;
}
