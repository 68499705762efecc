import { Gem, HeartCrack, Leaf, Sprout, Tag, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import type { SegmentView } from '#shared/api/checkout.api.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import type { Tone } from '../../ui/tone.ts';
import { segmentName, segmentWhy } from './segment-words.ts';
import './members.css';

const looks: Readonly<Record<string, { tone: Tone; icon: LucideIcon }>> = {
  new: { tone: 'neutral', icon: Sprout },
  'at-risk': { tone: 'attention', icon: HeartCrack },
  'high-value': { tone: 'gain', icon: Gem },
  occasional: { tone: 'neutral', icon: Leaf },
};

/** A segment as a chip, wherever one is named. */
export function SegmentChip({ segment }: { segment: Pick<SegmentView, 'segment' | 'own'> }) {
  const { say } = useTexts();
  const { tone, icon } = looks[segment.segment] ?? { tone: 'neutral', icon: Tag };
  return (
    <Chip tone={tone} icon={icon}>
      {segmentName(segment, say)}
    </Chip>
  );
}

/** The one badge of a member. Why it is there is said when somebody points at it, and stays when it is pressed. */
export function SegmentBadge({ segment }: { segment: SegmentView }) {
  const texts = useTexts();
  const [open, setOpen] = useState(false);
  const [pointed, setPointed] = useState(false);
  const why = segmentWhy(segment, texts);
  return (
    <div className="segment-badge">
      <Button
        look="quiet"
        aria-expanded={open}
        aria-label={texts.say('segment.badge', { name: segmentName(segment, texts.say) })}
        onHoverChange={setPointed}
        onPress={() => setOpen(!open)}
      >
        <SegmentChip segment={segment} />
      </Button>
      {(open || pointed) && (
        <span className="aside" role="status">
          {why}
        </span>
      )}
    </div>
  );
}
