import { fileURLToPath } from 'node:url';

/**
 * What Node is told to read every import of the folder it runs in and speak the law of its .dependency-cruiser.cjs. `output` is one of
 * dependency-cruiser's own (`json`, `err-long`, `mermaid`...) or, unless told, our report, which ends badly when too little was read.
 */
export const importCruise = (output = `plugin:${import.meta.resolve('./import-report.mjs')}`) => [
  '--import',
  import.meta.resolve('./typescript-for-cruiser.mjs'),
  fileURLToPath(import.meta.resolve('../../node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')),
  '--output-type',
  output,
  '.',
];
