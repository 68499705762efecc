import { Input, Label, TextField as AriaTextField, type TextFieldProps } from 'react-aria-components';
import './text-field.css';

/** A field to type into, with its name above. */
export function TextField({
  label,
  placeholder,
  ...rest
}: Omit<TextFieldProps, 'className' | 'style' | 'children'> & {
  label: string;
  placeholder?: string | undefined;
}) {
  return (
    <AriaTextField validationBehavior="aria" {...rest} className="text-field">
      <Label>{label}</Label>
      <Input autoComplete="off" spellCheck="false" {...(placeholder === undefined ? {} : { placeholder })} />
    </AriaTextField>
  );
}
