import { Check } from 'lucide-react';
import './stamp-row.css';

/** A stamp card as it lies on the counter: filled and empty places. `label` says it in words for ears. */
export function StampRow({ have, need, label }: { have: number; need: number; label: string }) {
  return (
    <div
      className="stamp-row"
      role="img"
      aria-label={label}
      style={{ gridTemplateColumns: `repeat(${need}, minmax(0, var(--stamp, 30px)))` }}
    >
      {Array.from({ length: need }, (_, place) => (
        <span key={place} data-stamped={place < have}>
          {place < have && <Check aria-hidden />}
        </span>
      ))}
    </div>
  );
}
