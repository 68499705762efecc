import type { ReactNode } from 'react';
import './key-cap.css';

/** The key that does the same as the button it stands on. For eyes: the button's own words are what is read aloud. */
export function KeyCap({ children }: { children: ReactNode }) {
  return (
    <kbd className="key-cap" aria-hidden>
      {children}
    </kbd>
  );
}
