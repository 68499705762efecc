import { Action } from '#shared/access/action.ts';
import { accessRefusalCodes } from '#shared/access/refusal.ts';
import { Role } from '#shared/access/role.ts';
import { Grade } from '#shared/access/rules.ts';
import { FooterFault, RegisterState, SampleView } from '#shared/api/capture.api.ts';
import { ErrorCode } from '#shared/api/channel.ts';
import { DeviceTroubleCode } from '#shared/api/devices.api.ts';
import { ActKind } from '#shared/api/people.api.ts';
import { JobState } from '#shared/print/print-job.ts';
import { ReversalStepView } from '#shared/api/refund.api.ts';
import { oddRuleCodes } from '#shared/back-office/change-rules.ts';
import { backOfficeRefusalCodes } from '#shared/back-office/refusal.ts';
import { giveRefusalCodes } from '#shared/back-office/give-coupon.ts';
import { totalRefusalCodes } from '#shared/capture/find-total.ts';
import { memberRefusalCodes } from '#shared/members/refusal.ts';
import { oddSetUpCodes } from '#shared/programs/check-together.ts';
import { programs } from '#shared/programs/programs.ts';
import { setupWords } from '#shared/programs/setup-schema.ts';
import { setUpFaults } from '#shared/programs/wrong-set-up.ts';
import { templates } from '#shared/programs/templates.ts';
import { ruleWords } from '#shared/settings/shop-rules.ts';
import { notHadCodes } from '#shared/visit/reductions.ts';
import { membershipRefusalCodes } from '#shared/visit/membership.ts';
import { placeRefusalCodes } from '#shared/visit/places.ts';
import { refusalCodes } from '#shared/visit/refusal.ts';
import { reversalRefusalCodes } from '#shared/visit/reverse-refusal.ts';
import { errorCodes } from '#electron/register-api/contract.ts';
import type { House } from '../house.ts';
import { changing, planting, type Rule } from '../rule.ts';
import { readTexts } from '../texts.ts';

/** Keys under a closed prefix that are no code. */
const besides = new Set([
  'printer.trouble',
  'activity.empty',
  'activity.nobody',
  'activity.unknown',
  'activity.yes',
]);

/** The codes that people are told about, by the prefix their sentence stands under. */
const codesOf = (house: House): Record<string, readonly string[]> => ({
  'refusal.': [
    ...new Set([
      ...accessRefusalCodes,
      ...refusalCodes,
      ...reversalRefusalCodes,
      ...backOfficeRefusalCodes,
      ...memberRefusalCodes,
      ...membershipRefusalCodes,
      ...placeRefusalCodes,
      ...giveRefusalCodes,
    ]),
  ],
  'access.action.': Action.options,
  'access.grade.': Grade.options,
  'access.role.': Role.options,
  'activity.': ActKind.options,
  'capture.fault.': FooterFault.shape.code.options,
  'capture.sample.': SampleView.shape.outcome.options,
  'capture.state.': RegisterState.options,
  'capture.why.': totalRefusalCodes,
  'register.error.': errorCodes,
  'refund.why.': ReversalStepView.shape.code.options,
  'device.trouble.': DeviceTroubleCode.options,
  'error.': ErrorCode.options,
  'offer.': notHadCodes,
  'odd.': [...oddSetUpCodes, ...oddRuleCodes],
  'field.': [...new Set([...setupWords().fields, ...ruleWords().fields])],
  'choice.': [...new Set([...setupWords().choices, ...ruleWords().choices])],
  'kind.': programs.flatMap(({ type }) => [type, `${type}.about`]),
  'wrong.': setUpFaults,
  'template.': templates.flatMap(({ id }) => [id, `${id}.about`]),
  'print.state.': JobState.options,
  'printer.': printerTroubles(house),
  'reason.': reasonCodes(house),
});

/** What a printer may suffer, why a line to it did not open, and the one thing that it only says. */
const printerTroubles = (house: House): string[] => [
  ...unionOf(house.text('electron/devices/driver.ts'), 'PrintTrouble'),
  ...unionOf(house.text('electron/devices/transports/link.ts'), 'OpenTrouble'),
  'paper-low',
];

const unionOf = (text: string, name: string): string[] => {
  const union = new RegExp(`type ${name} =([^;]*);`).exec(text)?.[1] ?? '';
  return [...union.matchAll(/'([a-z-]+)'/g)].map((match) => match[1] ?? '');
};

/** Programs give reasons, and so does the demo shop for what its members held before. */
const reasonCodes = (house: House): string[] =>
  house.paths
    .filter((path) => /^(shared|electron)\/.*(?<!\.test)\.ts$/.test(path))
    .flatMap((path) =>
      [
        ...house
          .text(path)
          .matchAll(/(?:reason(?::| =) \{\s*code: '([A-Z_]+)')|(?:\bcode: '([A-Z_]+)',\s*params\b)/g),
      ].map((match) => match[1] ?? match[2] ?? ''),
    );

/** What the page of all codes lists. */
const listed = ['reason.', 'offer.', 'refusal.', 'odd.', 'error.'];

/** Refusals, errors, reasons and troubles are codes to us and sentences to people. */
export const sentences: Rule = {
  promise:
    'every code that people are told about has a sentence in every language, and no sentence is without its code',
  findings: (house) => [
    ...listed.flatMap((prefix) =>
      (codesOf(house)[prefix] ?? [])
        .filter((code) => !house.text('docs/codes.md').includes(`| \`${code}\``))
        .map((code) => `docs/codes.md does not list ${prefix}${code}`),
    ),
    ...readTexts(house)
      .filter(({ group }) => group === '')
      .flatMap(({ file, texts }) =>
        Object.entries(codesOf(house)).flatMap(([prefix, codes]) => [
          ...codes
            .filter((code) => !(prefix + code in texts))
            .map((code) => `${file} has no sentence ${prefix}${code}`),
          ...Object.keys(texts)
            .filter(
              (key) =>
                key.startsWith(prefix) && !besides.has(key) && !codes.includes(key.slice(prefix.length)),
            )
            .map((key) => `${file}: nobody ever says ${key}`),
        ]),
      ),
  ],
  offenders: [
    changing(
      'docs/codes.md',
      (text) => text.replace('| `NO_CUSTOMER`', '| `NOBODY`'),
      'does not list refusal.NO_CUSTOMER',
    ),
    changing(
      'resources/texts/hu.json',
      (text) => text.replace('"refusal.NO_CUSTOMER"', '"refusal.NOBODY"'),
      'refusal.NO_CUSTOMER',
    ),
    changing(
      'resources/texts/hu.json',
      (text) => text.replace('"refusal.NO_CUSTOMER"', '"refusal.NOBODY"'),
      'ever says refusal.NOBODY',
    ),
    changing(
      'resources/texts/it.json',
      (text) => text.replace('"error.INTERNAL"', '"error.INTERNO"'),
      'error.INTERNAL',
    ),
    changing(
      'resources/texts/en.json',
      (text) => text.replace('"print.state.unknown"', '"print.state.lost"'),
      'print.state.unknown',
    ),
    changing(
      'resources/texts/en.json',
      (text) => text.replace('"printer.paper-out"', '"printer.empty"'),
      'printer.paper-out',
    ),
    planting(
      { 'shared/programs/gift/gift.program.ts': `reason: { code: 'GIFT_GIVEN' }` },
      'has no sentence reason.GIFT_GIVEN',
    ),
    planting(
      { 'electron/demo/gift.ts': `const reason = { code: 'GIFT_FOUND' }` },
      'has no sentence reason.GIFT_FOUND',
    ),
  ],
};
