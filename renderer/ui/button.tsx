import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import './button.css';

/**
 * `primary` is the one next action of a screen, `plain` any other, `key` a key of a keypad, `quiet` something rarely needed.
 */
export type ButtonLook = 'primary' | 'plain' | 'key' | 'quiet';

/**
 * Something to press with a finger, at least 56 px high. Pressing it does not take the focus, so that Enter and a scanner go on
 * meaning what they meant; Tab still reaches it.
 */
export function Button({
  look = 'plain',
  children,
  ...rest
}: Omit<AriaButtonProps, 'className' | 'style' | 'children'> & { look?: ButtonLook; children: ReactNode }) {
  return (
    <AriaButton preventFocusOnPress {...rest} className="button" data-look={look}>
      {children}
    </AriaButton>
  );
}
