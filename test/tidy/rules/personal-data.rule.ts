import { changing, planting, type Rule } from '../rule.ts';

const personal =
  /^\s*['"]?(\w*(?:name|phone|mobile|mail|birth|address|street|gender|fiscal|taxcode|iban)\w*)['"]?\s*:/i;
/** Fields that only sound like a person's. */
const aboutThings: Readonly<Record<string, string>> = {
  'shared/ledger/events/centre-opened.event.ts name': 'the name of the chain, which its owner chose',
  'shared/ledger/events/till-opened.event.ts name': 'the name of the till, which its owner chose: "Till 1"',
};

/** The ledger is never rewritten, so what must be erasable may never enter it. It knows wallet ids; profiles live apart. */
export const personalData: Rule = {
  promise: 'no event has a field for a person’s name, phone, e-mail or birthday',
  findings: (house) =>
    house.paths
      .filter((path) => path.endsWith('.event.ts'))
      .flatMap((path) =>
        house
          .text(path)
          .split('\n')
          .map((line) => personal.exec(line)?.[1])
          .filter((field): field is string => field !== undefined && !(`${path} ${field}` in aboutThings))
          .map((field) => `${path} has a field ${field}: the ledger cannot forget a person`),
      ),
  offenders: [
    ...['firstName', 'phone', 'email', 'birthday'].map((field) =>
      planting(
        { 'shared/ledger/events/planted.event.ts': `schema: z.object({\n  ${field}: z.string(),\n})` },
        `has a field ${field}`,
      ),
    ),
    changing(
      'shared/ledger/events/member-enrolled.event.ts',
      (text) => text.replace('z.object({', 'z.object({\n    name: z.string(),\n'),
      'member-enrolled.event.ts has a field name',
    ),
  ],
};
