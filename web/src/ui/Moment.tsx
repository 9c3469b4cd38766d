import { ago } from '../format/durations';
import { formatTime, zoneAbbreviation, zoneName } from '../grafana/time';

/** In the time zone of the browser: "2026-11-24 09:12:03 UTC". */
export function exactTime(time: number): string {
  const zone = zoneName('browser');
  return `${formatTime(time, zone)} ${zoneAbbreviation(time, zone)}`;
}

/** How long ago something was; exactly when, on hover. */
export function Moment({ time, now }: { time: number; now: number }) {
  return (
    <time dateTime={new Date(time).toISOString()} title={exactTime(time)}>
      {ago(time, now)}
    </time>
  );
}
