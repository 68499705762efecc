import { flow } from '../import-law.ts';
import { planting, type Rule } from '../rule.ts';

/** shared must not become the attic: a folder without a place in the order has no law. */
export const sharedOrder: Rule = {
  promise: 'every folder of shared has its place in the order of imports',
  findings: ({ paths }) =>
    [...new Set(paths.map((path) => /^shared\/([^/]+)\//.exec(path)?.[1]))]
      .filter((folder) => folder !== undefined && !(flow as readonly string[]).includes(folder))
      .map((folder) => `shared/${folder} is not in the flow of test/tidy/import-law.ts`),
  offenders: [planting({ 'shared/attic/old.ts': '' }, 'shared/attic is not in the flow')],
};
