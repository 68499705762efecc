import { ChannelError, type Handlers } from '#shared/api/channel.ts';
import type { PracticeCode, PracticePrinter, practiceApi } from '#shared/api/practice.api.ts';

/** What a demo shop offers to try with. */
export interface Practice {
  codes(): PracticeCode[];
  printer(): PracticePrinter;
  setPaper(paper: PracticePrinter['paper']): void;
}

/** The virtual devices, for a demo shop; a real one (`null`) has none and says so. */
export function practiceHandlers(practice: Practice | null): Handlers<typeof practiceApi> {
  const here = (): Practice => {
    if (!practice) throw new ChannelError('NOT_FOUND', 'only the demo shop has virtual devices');
    return practice;
  };
  return {
    'practice.codes': () => here().codes(),
    'practice.printer': () => here().printer(),
    'practice.set-paper': ({ paper }) => {
      here().setPaper(paper);
      return here().printer();
    },
  };
}
