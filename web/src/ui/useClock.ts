import { useEffect, useState } from 'react';

/** The time of this computer, new every `milliseconds` while somebody can see the page. */
export function useClock(milliseconds: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) setNow(Date.now());
    }, milliseconds);
    return () => clearInterval(timer);
  }, [milliseconds]);
  return now;
}
