import { Check as CheckIcon } from 'lucide-react';
import { Checkbox } from 'react-aria-components';
import './check.css';

/** Yes or no, with its words beside it: the whole line can be touched. */
export function Check({
  label,
  checked,
  onChange,
}: {
  label: string;
  checked: boolean;
  onChange(checked: boolean): void;
}) {
  return (
    <Checkbox className="check" isSelected={checked} onChange={onChange}>
      <span className="check-box">{checked && <CheckIcon aria-hidden />}</span>
      {label}
    </Checkbox>
  );
}
