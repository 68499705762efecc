import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import { leaveFocusNowhere } from './focus.ts';
import './button.css';

/**
 * `primary` is the one next action of a screen and `soft` the same action before its time; `plain` is any other, `key` a key of a
 * keypad, `quiet` something rarely needed.
 */
export type ButtonLook = 'primary' | 'soft' | 'plain' | 'key' | 'quiet';

/**
 * Something to press with a finger, at least 56 px high. Pressing it does not take the focus; Tab still reaches it.
 */
export function Button({
  look = 'plain',
  children,
  ...rest
}: Omit<AriaButtonProps, 'className' | 'style' | 'children' | 'onMouseDown'> & {
  look?: ButtonLook;
  children: ReactNode;
}) {
  return (
    <AriaButton {...rest} onMouseDown={leaveFocusNowhere} className="button" data-look={look}>
      {children}
    </AriaButton>
  );
}
