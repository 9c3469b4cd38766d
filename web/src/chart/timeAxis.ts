import { formatTime } from '../grafana/time';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** The shortest text that tells neighbouring ticks apart: `increment` is their distance, `span` the whole axis. */
export function tickFormat(increment: number, span: number): string {
  if (increment < second) {
    return 'HH:mm:ss.SSS';
  }
  if (increment < minute) {
    return 'HH:mm:ss';
  }
  if (increment < day) {
    return span <= day ? 'HH:mm' : 'MM/DD HH:mm';
  }
  if (increment < 28 * day) {
    return 'MM/DD';
  }
  return increment < 365 * day ? 'YYYY-MM' : 'YYYY';
}

export function timeTicks(ticks: number[], increment: number, timeZone: string): string[] {
  const span = (ticks[ticks.length - 1] ?? 0) - (ticks[0] ?? 0);
  const format = tickFormat(increment, span);
  return ticks.map((tick) => formatTime(tick, timeZone, format));
}

/** Dates need more room than hours. */
export function tickSpace(span: number): number {
  return span <= day ? 50 : 80;
}
