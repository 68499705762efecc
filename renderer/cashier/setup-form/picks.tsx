import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { leaveFocusNowhere } from '../../ui/focus.ts';
import '../../ui/choice.css';

/** Any of a few, all in sight; none means there is no such condition. What was picked and is there no more stays in sight, to be taken off. */
export function Picks<T extends string | number>({
  label,
  hint,
  picked,
  options,
  onChange,
}: {
  label: string;
  hint: string;
  picked: readonly T[];
  options: readonly (readonly [value: T, text: string])[];
  onChange(picked: T[]): void;
}) {
  const gone = picked.filter((value) => !options.some(([option]) => option === value));
  const all = [...options, ...gone.map((value) => [value, String(value)] as const)];
  return (
    <div className="setup-picks">
      <span className="setup-label">{label}</span>
      <ToggleButtonGroup
        className="choice"
        aria-label={label}
        selectionMode="multiple"
        selectedKeys={picked.map(String)}
        onSelectionChange={(keys) =>
          onChange(all.map(([value]) => value).filter((value) => keys.has(String(value))))
        }
      >
        {all.map(([value, text]) => (
          <ToggleButton key={value} id={String(value)} onMouseDown={leaveFocusNowhere}>
            {text}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {picked.length === 0 && <span className="setup-hint">{hint}</span>}
    </div>
  );
}
