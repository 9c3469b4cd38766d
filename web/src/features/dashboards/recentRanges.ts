import type { RawRange } from '../../grafana/time';

const KEY = 'andon.recentRanges';
const MOST = 4;

/** Ranges typed or picked from the calendar, newest first. A browser that keeps nothing has none. */
export function recentRanges(): RawRange[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isRange).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

export function rememberRange(range: RawRange): void {
  const others = recentRanges().filter(({ from, to }) => from !== range.from || to !== range.to);
  try {
    localStorage.setItem(KEY, JSON.stringify([range, ...others].slice(0, MOST)));
  } catch {
    // A browser may refuse to keep anything; the list is a convenience.
  }
}

function isRange(value: unknown): value is RawRange {
  const range = value as Partial<RawRange> | null;
  return typeof range?.from === 'string' && typeof range.to === 'string';
}
