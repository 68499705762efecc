import { useState, type ReactNode } from 'react';
import type { ReceiptPattern } from '#shared/capture/receipt-pattern.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import { Choice } from '../../../ui/choice.tsx';
import { TextField } from '../../../ui/text-field.tsx';

/** How one register writes its total, as somebody tells it who has its receipt in hand. */
export function OwnPattern({
  pattern,
  onChange,
}: {
  pattern: ReceiptPattern;
  onChange(pattern: ReceiptPattern): void;
}) {
  const say = useSay();
  const [labels, setLabels] = useState(pattern.labels.join(', '));
  return (
    <>
      <TextField
        label={say('capture.labels')}
        value={labels}
        maxLength={400}
        onChange={(typed) => {
          setLabels(typed);
          onChange({ ...pattern, labels: labelsIn(typed) });
        }}
      />
      <Named title={say('capture.decimal')}>
        <Choice
          label={say('capture.decimal')}
          value={pattern.decimal}
          options={(['comma', 'point'] as const).map((sign) => [sign, say(`capture.sign.${sign}`)] as const)}
          onChange={(decimal) => onChange({ ...pattern, decimal })}
        />
      </Named>
      <Named title={say('capture.thousands')}>
        <Choice
          label={say('capture.thousands')}
          value={pattern.thousands}
          options={(['none', 'comma', 'point', 'space', 'apostrophe'] as const).map(
            (sign) => [sign, say(`capture.sign.${sign}`)] as const,
          )}
          onChange={(thousands) => onChange({ ...pattern, thousands })}
        />
      </Named>
      <Named title={say('capture.counts')}>
        <Choice
          label={say('capture.counts')}
          value={pattern.counts}
          options={(['only', 'first', 'last'] as const).map(
            (which) => [which, say(`capture.counts.${which}`)] as const,
          )}
          onChange={(counts) => onChange({ ...pattern, counts })}
        />
      </Named>
    </>
  );
}

function Named({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="capture-named">
      <p className="aside">{title}</p>
      {children}
    </div>
  );
}

/** Only words that a pattern may have; half a word is still being typed. */
const labelsIn = (typed: string): string[] =>
  typed
    .split(',')
    .map((label) => label.trim())
    .filter((label) => label.length >= 2 && label.length <= 40)
    .slice(0, 20);
