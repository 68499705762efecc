import type { Rule } from './rule.ts';
import { fileNames } from './rules/file-names.rule.ts';
import { fileSizes } from './rules/file-sizes.rule.ts';
import { links } from './rules/links.rule.ts';
import { machinePaths } from './rules/machine-paths.rule.ts';
import { migrations } from './rules/migrations.rule.ts';
import { openEnds } from './rules/open-ends.rule.ts';
import { packages } from './rules/packages.rule.ts';
import { personalData } from './rules/personal-data.rule.ts';
import { registers } from './rules/registers.rule.ts';
import { scripts } from './rules/scripts.rule.ts';
import { sentences } from './rules/sentences.rule.ts';
import { textKeys } from './rules/text-keys.rule.ts';
import { unusedTexts } from './rules/unused-texts.rule.ts';

/** The style guide as far as a machine can read it, alphabetically. */
export const rules: readonly Rule[] = [
  fileNames,
  fileSizes,
  links,
  machinePaths,
  migrations,
  openEnds,
  packages,
  personalData,
  registers,
  scripts,
  sentences,
  textKeys,
  unusedTexts,
];
