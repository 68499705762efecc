import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { leaveFocusNowhere } from './focus.ts';
import './choice.css';

/** One of a few, all in sight. `options` are [value, what it is called, what is read aloud]. */
export function Choice<T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: T;
  options: readonly (readonly [value: T, text: string, spoken?: string])[];
  onChange(value: T): void;
}) {
  return (
    <ToggleButtonGroup
      className="choice"
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const wanted = options.find(([option]) => keys.has(option))?.[0];
        if (wanted !== undefined && wanted !== value) onChange(wanted);
      }}
    >
      {options.map(([option, text, spoken]) => (
        <ToggleButton key={option} id={option} aria-label={spoken ?? text} onMouseDown={leaveFocusNowhere}>
          {text}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
