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
  return (
    <>
      <Words
        label={say('capture.labels')}
        words={pattern.labels}
        most={20}
        onChange={(labels) => onChange({ ...pattern, labels })}
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
      <Words
        label={say('capture.numbers')}
        words={pattern.numbers}
        onChange={(numbers) => onChange({ ...pattern, numbers })}
      />
      <Words
        label={say('capture.sale-words')}
        words={pattern.saleWords}
        onChange={(saleWords) => onChange({ ...pattern, saleWords })}
      />
      <Words
        label={say('capture.other-papers')}
        words={pattern.otherPapers}
        onChange={(otherPapers) => onChange({ ...pattern, otherPapers })}
      />
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

/** Words with commas between, as they are typed. */
function Words({
  label,
  words,
  most = 160,
  onChange,
}: {
  label: string;
  words: readonly string[];
  most?: number;
  onChange(words: string[]): void;
}) {
  const [typed, setTyped] = useState(words.join(', '));
  return (
    <TextField
      label={label}
      value={typed}
      maxLength={4_000}
      onChange={(text) => {
        setTyped(text);
        onChange(wordsIn(text).slice(0, most));
      }}
    />
  );
}

/** Only words that a pattern may have; half a word is still being typed. */
const wordsIn = (typed: string): string[] =>
  typed
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word.length >= 2 && word.length <= 40);
