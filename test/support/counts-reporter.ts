import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** Ends a run with plain lines that anybody can read: what was skipped and why, what passed only when tried again, the counts. */
export default class CountsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const counts = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    for (const one of tests) counts[one.result().state] += 1;
    // A file that could not even be loaded holds no failed test, and still is a failure.
    counts.failed += modules.filter((module) => module.errors().length > 0).length;
    for (const one of tests.filter((test) => test.result().state === 'skipped')) console.log(skipLine(one));
    for (const one of tests.filter((test) => test.diagnostic()?.flaky)) console.log(triedAgainLine(one));
    console.log(`unit: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  }
}

function skipLine(one: TestCase): string {
  const result = one.result();
  const note = result.state === 'skipped' ? result.note : undefined;
  return `SKIPPED ${one.module.relativeModuleId} > ${one.fullName}: ${note ?? 'no reason given'}`;
}

function triedAgainLine(one: TestCase): string {
  const errors = one.result().errors ?? [];
  const why = errors.map(({ message }) => message.split('\n')[0]).join('; ');
  return `TRIED AGAIN ${one.module.relativeModuleId} > ${one.fullName}: ${why || 'no error kept'}`;
}
