/** The house has more modules than this. A reader that understands no TypeScript finds nothing, and nothing breaks no law. */
export const fewest = 200;

/**
 * One line for each import that the law forbids, and how much was read.
 *
 * @param {Pick<import('dependency-cruiser').ICruiseResult, 'summary'>} result
 * @returns {import('dependency-cruiser').IReporterOutput}
 */
export function importReport({ summary }) {
  const { violations, totalCruised, ruleSetUsed } = summary;
  const why = new Map(ruleSetUsed?.forbidden?.map(({ name, comment }) => [name, comment]));
  const lines = violations.map(({ from, to, cycle, rule }) => {
    const path = cycle ? cycle.map(({ name }) => name).join(' -> ') : to;
    return `${from} -> ${path} [${rule.name}] ${why.get(rule.name)}`;
  });
  if (totalCruised < fewest)
    lines.push(`Only ${totalCruised} modules were read: the law was not spoken over the house.`);
  lines.push(`${totalCruised} modules read, ${violations.length} imports forbidden`);
  return { output: `${lines.join('\n')}\n`, exitCode: lines.length > 1 ? 1 : 0 };
}

// oxlint-disable-next-line import/no-default-export -- dependency-cruiser takes a reporter from a default export.
export default importReport;
