import { useId, type ReactNode } from 'react';
import './panel.css';

/** A part of the screen with a name, on its own tone. `aside` stands at the end of its head. */
export function Panel({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  const titleId = useId();
  return (
    <section className="panel" aria-labelledby={titleId}>
      <header>
        <h2 id={titleId}>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  );
}
