import { Input, Label, TextField as AriaTextField, type TextFieldProps } from 'react-aria-components';
import './text-field.css';

/** A field to type into, with its name above. */
export function TextField({
  label,
  ...rest
}: Omit<TextFieldProps, 'className' | 'style' | 'children'> & { label: string }) {
  return (
    <AriaTextField {...rest} className="text-field">
      <Label>{label}</Label>
      <Input autoComplete="off" spellCheck="false" />
    </AriaTextField>
  );
}
