import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';

/** Says why a test was skipped, which the list reporter does not, and what passed only when tried again; closes with the counts. */
export class SkipReasons implements Reporter {
  private readonly reasons: string[] = [];
  private readonly counts = { passed: 0, failed: 0, skipped: 0 };

  onTestEnd(test: TestCase, result: TestResult): void {
    if (test.outcome() === 'skipped') {
      const reason = test.annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason given';
      this.reasons.push(`SKIPPED ${test.titlePath().filter(Boolean).join(' > ')}: ${reason}`);
      this.counts.skipped += 1;
    } else if (result.status === test.expectedStatus) {
      this.counts.passed += 1;
      if (result.retry > 0) this.reasons.push(`TRIED AGAIN ${test.titlePath().filter(Boolean).join(' > ')}`);
    } else if (result.retry === test.retries) {
      this.counts.failed += 1;
    }
  }

  onEnd(): void {
    const { passed, failed, skipped } = this.counts;
    for (const reason of this.reasons) console.log(reason);
    console.log(`screens: ${passed} passed, ${failed} failed, ${skipped} skipped`);
  }
}

// Playwright finds a reporter by its default export only.
export default SkipReasons;
