import type { z } from 'zod';

/** What may be wrong with a set-up; each has a sentence under `wrong.<CODE>`. Those in the second line are refinements of a kind's own. */
export const setUpFaults = [
  ...(['EMPTY', 'TOO_LITTLE', 'TOO_MUCH', 'TOO_LONG', 'TOO_MANY', 'NOT_LIKE_THIS'] as const),
  ...([
    'BRINGS_NOTHING',
    'CODE_LETTERS',
    'ENDS_BEFORE',
    'HANDED_OUT',
    'KEY_TWICE',
    'LEAST_ABOVE_MOST',
  ] as const),
  ...(['NO_AMOUNT', 'PLACES_AFTER_EVENT', 'TIERS_ASCEND', 'TIER_NAME_TWICE'] as const),
] as const;
export type SetUpFault = (typeof setUpFaults)[number];

/** What is wrong with a set-up, and where: names of fields and places in lists with dots between them. `limit` is in the field's own unit. */
export interface WrongSetUp {
  place: string;
  fault: SetUpFault;
  limit: number;
}

/** The first thing that is wrong, as somebody who fills in a form has to hear it. */
export function wrongIn({ issues: [issue] }: z.ZodError): WrongSetUp {
  const place = issue?.path.join('.') ?? '';
  const told = (fault: SetUpFault, limit: number | bigint = 0): WrongSetUp => ({
    ...{ place, fault, limit: Number(limit) },
  });
  const own = setUpFaults.find((fault) => fault === issue?.message);
  if (own) return told(own);
  if (issue?.code === 'too_small')
    return issue.origin === 'number' || issue.origin === 'int'
      ? told('TOO_LITTLE', issue.minimum)
      : told('EMPTY');
  if (issue?.code === 'too_big') {
    if (issue.origin === 'string') return told('TOO_LONG', issue.maximum);
    return told(issue.origin === 'array' ? 'TOO_MANY' : 'TOO_MUCH', issue.maximum);
  }
  return told('NOT_LIKE_THIS');
}
