import { Label, TextArea as AriaTextArea, TextField, type TextFieldProps } from 'react-aria-components';
import './text-field.css';
import './text-area.css';

/** A field for several lines, with its name above. Letters are all as wide as each other, as on paper. */
export function TextArea({
  label,
  rows,
  ...rest
}: Omit<TextFieldProps, 'className' | 'style' | 'children'> & { label: string; rows: number }) {
  return (
    <TextField {...rest} className="text-field">
      <Label>{label}</Label>
      <AriaTextArea className="text-area" rows={rows} autoComplete="off" spellCheck="false" />
    </TextField>
  );
}
