import { useEffect, useState } from 'react';

/** Now, to the minute. */
export function useClock(): number {
  const [nowMs, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setTimeout(() => setNow(Date.now()), 60_000 - (Date.now() % 60_000) + 20);
    return () => clearTimeout(timer);
  }, [nowMs]);
  return nowMs;
}
