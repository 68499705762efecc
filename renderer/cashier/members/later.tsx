import { useEffect, useState, type ReactNode } from 'react';

/** Shows its children once `since` has been the same for so long, and something else until then. What need not wait is there at once. */
export function Later({
  ms,
  since,
  until,
  children,
}: {
  ms: number;
  since: string;
  until: ReactNode;
  children: ReactNode;
}) {
  const [late, setLate] = useState(ms === 0);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), ms);
    return () => clearTimeout(timer);
  }, [ms, since]);
  return late ? children : until;
}
