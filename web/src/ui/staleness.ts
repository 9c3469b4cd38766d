/**
 * How old the numbers on a page are, in milliseconds; null while they are as new as they should be. Judged by age too, because a
 * line that was cut lets a request wait for minutes before it fails.
 */
export function staleness(
  updatedAt: number,
  failed: boolean,
  now: number,
  refreshEvery: number,
): number | null {
  const age = Math.max(0, now - updatedAt);
  return failed || age > 4 * refreshEvery ? age : null;
}
