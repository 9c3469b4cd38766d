import { getJson } from './http';

/** Points, and the bytes they take with their indexes. */
export interface Amount {
  points: number;
  bytes: number;
}

export interface MetricSize {
  metric: string;
  series: number;
  raw: Amount;
  sealed: Amount;
}

/** As it stood at `measuredAt`. */
export interface Sizes {
  measuredAt: number;
  /** Whether all points were counted rather than estimated. */
  exact: boolean;
  raw: Amount;
  sealed: Amount;
  rollupBytes: number;
  rawDays: number;
  /** When the oldest day with points that are not packed began; null: there is none. */
  oldestRawDay: number | null;
  sealedMonths: number;
  /** Without a gap, up to today. */
  days: { day: number; points: number }[];
  months: { month: number; raw: number; sealed: number }[];
  /** The largest first. */
  metrics: MetricSize[];
  metricsLeftOut: number;
}

export interface RollupLevel {
  level: string;
  rows: number;
  bytes: number;
  /** Everything before is summed up; null: nothing yet. */
  completeUntil: number | null;
  closesEverySeconds: number;
}

export interface RetentionRule {
  name: string;
  raw: string;
  fiveMinutes: string;
  hours: string;
  days: string;
}

export interface Removed {
  at: number;
  level: string;
  object: string;
  series: number;
  points: number;
  exact: boolean;
  bytes: number;
  since: number;
  until: number;
  rule: string;
  /** Null: only administrators learn who. */
  actor: string | null;
}

/** Times are epoch milliseconds of the server's clock. */
export interface Storage {
  now: number;
  engine: string;
  postgres: string;
  embedded: boolean;
  databaseBytes: number;
  /** Null: not known, or not for this user. */
  freeBytes: number | null;
  /** Null while everything is measured for the first time. */
  sizes: Sizes | null;
  rollups: RollupLevel[];
  /** Late points that are not summed up again yet. */
  late: { spans: number; series: number; oldest: number | null };
  retention: { next: number; rules: RetentionRule[]; log: Removed[] };
}

export function fetchStorage(signal?: AbortSignal): Promise<Storage> {
  return getJson('/api/v1/storage', signal);
}
