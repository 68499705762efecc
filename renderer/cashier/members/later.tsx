import { useEffect, useState, type ReactNode } from 'react';

/** Shows its children when it was there for so long, and something else until then. */
export function Later({ ms, until, children }: { ms: number; until: ReactNode; children: ReactNode }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return late ? children : until;
}
