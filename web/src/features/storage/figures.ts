import type { Amount, MetricSize, RollupLevel, Sizes, Storage } from '../../api/storage';

export function sum(left: Amount, right: Amount): Amount {
  return { points: left.points + right.points, bytes: left.bytes + right.bytes };
}

/** Bytes that a point takes; null: there is none. */
export function perPoint({ points, bytes }: Amount): number | null {
  return points === 0 ? null : bytes / points;
}

export interface MetricRow extends MetricSize {
  all: Amount;
  /** Of the bytes of all metrics, from 0 to 1. */
  share: number;
}

export function metricRows({ metrics, raw, sealed }: Sizes): MetricRow[] {
  const bytes = raw.bytes + sealed.bytes;
  return metrics.map((metric) => {
    const all = sum(metric.raw, metric.sealed);
    return { ...metric, all, share: bytes === 0 ? 0 : all.bytes / bytes };
  });
}

type Month = Sizes['months'][number];

/** Ten years fit beside each other. */
const MOST_MONTHS = 120;

/** With the months between them in which nothing is stored; of the newest ten years. */
export function everyMonth(months: Month[]): Month[] {
  const last = months.at(-1);
  const stored = new Map(months.map((each) => [each.month, each]));
  const all: Month[] = [];
  for (let back = 0; last && back < MOST_MONTHS; back++) {
    const end = new Date(last.month);
    const month = Date.UTC(end.getUTCFullYear(), end.getUTCMonth() - back, 1);
    if (month < (months[0]?.month ?? 0)) {
      break;
    }
    all.unshift(stored.get(month) ?? { month, raw: 0, sealed: 0 });
  }
  return all;
}

const HOUR = 3_600_000;

/** Whether a summary has fallen behind: by what is added at once, it may always be. */
export function isBehind({ completeUntil, closesEverySeconds }: RollupLevel, now: number): boolean {
  return completeUntil !== null && now - completeUntil > 2 * closesEverySeconds * 1000 + 2 * HOUR;
}

const GIBIBYTE = 2 ** 30;

/** A disk that fills stops the database, and to pack points takes some room first. */
export function isDiskShort({ freeBytes, databaseBytes }: Storage): boolean {
  return freeBytes !== null && freeBytes < Math.max(2 * GIBIBYTE, databaseBytes / 10);
}
