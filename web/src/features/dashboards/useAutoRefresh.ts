import { useEffect } from 'react';

/**
 * Calls `refresh` every `milliseconds` while somebody can see the page. A refresh that is still running is not started again,
 * so a slow database gets fewer questions, not a pile of them. A page that comes back to the front catches up at once.
 */
export function useAutoRefresh(
  milliseconds: number | null,
  isBusy: () => boolean,
  refresh: () => void,
): void {
  useEffect(() => {
    if (milliseconds === null || milliseconds <= 0) return;
    let last = Date.now();
    const tick = () => {
      if (document.hidden || isBusy() || Date.now() - last < milliseconds) return;
      last = Date.now();
      refresh();
    };
    const timer = setInterval(tick, Math.min(milliseconds, 1000));
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [milliseconds, isBusy, refresh]);
}
