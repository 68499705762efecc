import type { ReactNode } from 'react';
import './progress-ring.css';

const radius = 45;
const around = 2 * Math.PI * radius;

/** How far along, as a ring with what it is about in its middle. `label` says it in words for ears. */
export function ProgressRing({
  have,
  need,
  label,
  children,
}: {
  have: number;
  need: number;
  label: string;
  children: ReactNode;
}) {
  const share = need > 0 ? Math.min(1, Math.max(0, have / need)) : 0;
  return (
    <div className="progress-ring">
      <svg
        viewBox="0 0 100 100"
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={Math.max(need, 0)}
        aria-valuenow={Math.max(0, Math.min(have, need))}
      >
        <circle className="progress-ring-track" cx="50" cy="50" r={radius} />
        <circle
          className="progress-ring-share"
          cx="50"
          cy="50"
          r={radius}
          strokeDasharray={`${share * around} ${around}`}
        />
      </svg>
      <div>{children}</div>
    </div>
  );
}
