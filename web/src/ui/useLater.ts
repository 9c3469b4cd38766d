import { useEffect, useState } from 'react';

/** False at first, true once `delay` milliseconds have passed with `active`; false again at once when not. */
export function useLater(delay: number, active = true): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!active) return;
    const timer = setTimeout(() => setLate(true), delay);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [active, delay]);
  return late && active;
}
