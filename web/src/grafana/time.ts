import {
  dateMath,
  dateTimeFormat,
  dateTimeFormatISO,
  dateTimeParse,
  getTimeZones,
  rangeUtil,
  timeZoneAbbrevation,
} from '@grafana/data';
import type { TimeRange } from '../panels/panel';

/** A range as a person or a file writes it: `now-6h`, `now/d`, epoch milliseconds, or a date. */
export interface RawRange {
  from: string;
  to: string;
}

export interface QuickRange extends RawRange {
  display: string;
}

export interface ParseOptions {
  timeZone: string;
  now: number;
  /** `true` for the end of a range: `now/d` is then the last millisecond of the day. */
  roundUp?: boolean;
  fiscalYearStartMonth?: number;
}

export function isRelative(text: string): boolean {
  return text.includes('now');
}

/** Date maths starts at `now`, or at a date before `||`. */
const isMaths = (text: string) => isRelative(text) || text.includes('||');

/** Epoch milliseconds, or null when the text means nothing. A date without a zone is taken in `timeZone`. */
export function parseTime(text: string, options: ParseOptions): number | null {
  const trimmed = text.trim();
  if (/^-?\d{5,}$/.test(trimmed)) {
    return Number(trimmed);
  }
  const parsed = isMaths(trimmed)
    ? dateMath.toDateTime(trimmed, {
        now: new Date(options.now),
        timezone: options.timeZone,
        roundUp: options.roundUp,
        fiscalYearStartMonth: options.fiscalYearStartMonth,
      })
    : dateTimeParse(trimmed, { timeZone: options.timeZone, roundUp: options.roundUp });
  return parsed?.isValid() ? parsed.valueOf() : null;
}

/** Null when either end is unreadable or the range is not forward. */
export function resolveRange(raw: RawRange, options: Omit<ParseOptions, 'roundUp'>): TimeRange | null {
  const from = parseTime(raw.from, { ...options, roundUp: false });
  const to = parseTime(raw.to, { ...options, roundUp: true });
  return from === null || to === null || from >= to ? null : { from, to };
}

export function formatTime(time: number, timeZone: string, format = 'YYYY-MM-DD HH:mm:ss'): string {
  return dateTimeFormat(time, { timeZone, format });
}

export function formatIso(time: number, timeZone: string): string {
  return dateTimeFormatISO(time, { timeZone });
}

/** "Last 6 hours", "Today", or both ends in full. */
export function describeRange(raw: RawRange, timeZone: string): string {
  if (isRelative(raw.from) && isRelative(raw.to)) {
    return rangeUtil.describeTimeRange(raw, timeZone);
  }
  const now = Date.now();
  const end = (text: string, roundUp: boolean) => {
    const time = isRelative(text) ? null : parseTime(text, { timeZone, now, roundUp });
    return time === null ? text : formatTime(time, timeZone);
  };
  return `${end(raw.from, false)} to ${end(raw.to, true)}`;
}

const last = (from: string): QuickRange => ({
  from,
  to: 'now',
  display: rangeUtil.describeTimeRange({ from, to: 'now' }),
});
const named = (from: string, to: string): QuickRange => ({
  from,
  to,
  display: rangeUtil.describeTimeRange({ from, to }),
});

export const quickRanges: readonly QuickRange[] = [
  ...[
    '5m',
    '15m',
    '30m',
    '1h',
    '3h',
    '6h',
    '12h',
    '24h',
    '2d',
    '7d',
    '30d',
    '90d',
    '6M',
    '1y',
    '2y',
    '5y',
  ].map((span) => last(`now-${span}`)),
  named('now/d', 'now/d'),
  named('now/d', 'now'),
  named('now-1d/d', 'now-1d/d'),
  named('now/w', 'now/w'),
  named('now/w', 'now'),
  named('now-1w/w', 'now-1w/w'),
  named('now/M', 'now/M'),
  named('now/M', 'now'),
  named('now-1M/M', 'now-1M/M'),
  named('now/y', 'now/y'),
  named('now/y', 'now'),
  named('now-1y/y', 'now-1y/y'),
];

/** The range of the same length before (-1) or after (+1) this one, half a length on, as the arrows of a time picker move. */
export function shiftRange(range: TimeRange, direction: -1 | 1): TimeRange {
  const step = Math.round((range.to - range.from) / 2) * direction;
  return { from: range.from + step, to: range.to + step };
}

export function zoomOut(range: TimeRange): TimeRange {
  const half = Math.round((range.to - range.from) / 2);
  return { from: range.from - half, to: range.to + half };
}

/** `panel.timeFrom` replaces a relative range, `panel.timeShift` moves both ends into the past. Null: cannot be read. */
export function panelRange(
  raw: RawRange,
  panel: { timeFrom?: string; timeShift?: string },
  options: Omit<ParseOptions, 'roundUp'>,
): TimeRange | null {
  const narrowed =
    panel.timeFrom && isRelative(raw.from)
      ? panel.timeFrom.startsWith('now')
        ? { from: panel.timeFrom, to: panel.timeFrom.includes('/') ? panel.timeFrom : 'now' }
        : { from: `now-${panel.timeFrom}`, to: 'now' }
      : raw;
  const range = resolveRange(narrowed, options);
  if (!range || !panel.timeShift) {
    return range;
  }
  const shift = parseDuration(panel.timeShift);
  return shift === null ? null : { from: range.from - shift, to: range.to - shift };
}

/** Milliseconds of `10s`, `5m`, `1h`, `2d`; null when it is not a duration. */
export function parseDuration(text: string): number | null {
  const trimmed = text.trim().replace(/^[>-]/, '');
  return /^\d+(ms|[yMwdhms])$/.test(trimmed) ? rangeUtil.intervalToMs(trimmed) : null;
}

export interface Interval {
  text: string;
  milliseconds: number;
}

/** The width of a point when `points` of them shall cover the range, rounded as Grafana rounds. */
export function intervalFor(range: TimeRange, points: number, minimum?: string): Interval {
  const asMoments = {
    from: dateTimeParse(range.from),
    to: dateTimeParse(range.to),
    raw: { from: String(range.from), to: String(range.to) },
  };
  const { interval, intervalMs } = rangeUtil.calculateInterval(asMoments, points, minimum?.replace(/^>/, ''));
  return { text: interval, milliseconds: intervalMs };
}

/** Other names of UTC; the library calls some of them GMT. */
const UTC = /^((etc\/)?(utc|uct|universal|zulu|gmt([+-]?0)?|greenwich))$/i;

/** `browser` and the empty text become the name of the browser's zone; every name of UTC becomes `UTC`. */
export function zoneName(timeZone: string): string {
  const name =
    timeZone === '' || timeZone === 'browser'
      ? // Not the library's guess: it takes the first zone with the same offsets, which for UTC is Abidjan.
        new Intl.DateTimeFormat().resolvedOptions().timeZone
      : timeZone;
  return UTC.test(name) ? 'UTC' : name;
}

export function zoneAbbreviation(time: number, timeZone: string): string {
  return timeZoneAbbrevation(time, { timeZone });
}

export function zoneNames(): string[] {
  return getTimeZones(false);
}
