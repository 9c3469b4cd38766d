import { formatTime, isRelative, parseTime, type RawRange } from '../../grafana/time';

export interface RangeCheck {
  from: string | null;
  to: string | null;
  /** What to put into the address; null while something is wrong. */
  range: RawRange | null;
}

interface Options {
  timeZone: string;
  now: number;
  fiscalYearStartMonth?: number;
}

const FORMS = 'Write a time like 2026-03-19 08:00, or now-6h, now/d';

/** What is wrong with each end as it is typed, and what it means if nothing is. */
export function checkRange(from: string, to: string, options: Options): RangeCheck {
  const start = parseTime(from, { ...options, roundUp: false });
  const end = parseTime(to, { ...options, roundUp: true });
  if (start === null || end === null) {
    return { from: start === null ? FORMS : null, to: end === null ? FORMS : null, range: null };
  }
  if (start >= end) return { from: null, to: 'The end must be after the start', range: null };
  return { from: null, to: null, range: { from: forAddress(from, start), to: forAddress(to, end) } };
}

/** A date is written as milliseconds, so that the address means the same instant in every time zone. */
function forAddress(typed: string, time: number): string {
  return isRelative(typed) ? typed.trim() : String(time);
}

/** How an end of the range stands in its field. */
export function asTyped(text: string, options: Options & { roundUp: boolean }): string {
  if (isRelative(text)) return text;
  const time = parseTime(text, options);
  return time === null ? text : formatTime(time, options.timeZone);
}
