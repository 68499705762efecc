import './progress-bar.css';

/** How far along, as a bar. `label` says it in words for ears; nearby text should say it for eyes. */
export function ProgressBar({ have, need, label }: { have: number; need: number; label: string }) {
  const share = Math.min(1, Math.max(0, have / need));
  return (
    <div
      className="progress-bar"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={need}
      aria-valuenow={Math.min(have, need)}
    >
      <div style={{ inlineSize: `${share * 100}%` }} />
    </div>
  );
}
