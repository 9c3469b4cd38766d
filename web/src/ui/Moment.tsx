import { ago } from '../format/durations';
import { formatTime, zoneAbbreviation, zoneName } from '../grafana/time';

/** Asked for once: a table of machines needs it hundreds of times, and the browser takes long to say it. */
const zone = zoneName('browser');

/** In the time zone of the browser: "2026-11-24 09:12:03 UTC". */
export function exactTime(time: number): string {
  return `${formatTime(time, zone)} ${zoneAbbreviation(time, zone)}`;
}

/** The time of a day that is not over yet, or else the day: what a glance needs. */
export function shortTime(time: number, now: number): string {
  const day = (each: number) => formatTime(each, zone, 'YYYY-MM-DD');
  return day(time) === day(now) ? formatTime(time, zone, 'HH:mm:ss') : day(time);
}

/** How long ago something was; exactly when, on hover. */
export function Moment({ time, now }: { time: number; now: number }) {
  return (
    <time dateTime={new Date(time).toISOString()} title={exactTime(time)}>
      {ago(time, now)}
    </time>
  );
}
