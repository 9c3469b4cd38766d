import type { DashboardModel } from '../../api/dashboards';
import { type RawRange, resolveRange, zoneName } from '../../grafana/time';
import type { TimeRange } from '../../panels/panel';
import type { AddressState } from './dashboardUrl';

export interface DashboardTime {
  raw: RawRange;
  /** As the file or the user says it: `browser`, `utc`, or a name. */
  zoneChoice: string;
  timeZone: string;
  fiscalYearStartMonth?: number;
  /** What in the address could not be read. */
  problem: string | null;
}

const DEFAULT: RawRange = { from: 'now-6h', to: 'now' };

/** The address wins over the file; what cannot be read is left out and said. */
export function timeOf(dashboard: DashboardModel, address: AddressState, now: number): DashboardTime {
  const { fiscalYearStartMonth } = dashboard;
  const choices = [address.timezone, dashboard.timezone].filter(
    (zone) => zone !== null && zone !== undefined,
  );
  const zoneChoice = choices.find(isZone) ?? 'browser';
  const timeZone = zoneName(zoneChoice);
  const readable = (range: RawRange | null | undefined) =>
    range && resolveRange(range, { timeZone, now, fiscalYearStartMonth }) !== null ? range : null;
  const wanted = readable(address.range);
  const problem =
    address.range !== null && wanted === null
      ? `The address asks for the time from "${address.range.from}" to "${address.range.to}", which cannot be read; the dashboard's own range is shown.`
      : null;
  return {
    raw: wanted ?? readable(dashboard.time) ?? DEFAULT,
    zoneChoice,
    timeZone,
    fiscalYearStartMonth,
    problem,
  };
}

export function isZone(choice: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zoneName(choice) });
    return true;
  } catch {
    return false;
  }
}

export function rangeAt(time: DashboardTime, now: number): TimeRange {
  const { raw, timeZone, fiscalYearStartMonth } = time;
  const range = resolveRange(raw, { timeZone, now, fiscalYearStartMonth });
  // `now/d` to `now` is empty for the first millisecond of a day.
  return range ?? { from: now - 1, to: now };
}

/** Pages that ask within the same second ask the very same, which the server asks once. Rounded up: the newest sample is in it. */
export function commonMoment(now: number): number {
  return Math.ceil(now / 1000) * 1000;
}
