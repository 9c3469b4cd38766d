import type { MetricSize, Sizes, Storage } from '../../api/storage';

export const NOW = Date.UTC(2026, 10, 24, 9, 12, 3);
const DAY = 86_400_000;
const TODAY = Date.UTC(2026, 10, 24);
const NOTHING = { points: 0, bytes: 0 };

export function metric(name: string, more: Partial<MetricSize> = {}): MetricSize {
  return {
    metric: name,
    series: 20,
    raw: { points: 1_000_000, bytes: 61_000_000 },
    sealed: { points: 9_000_000, bytes: 19_800_000 },
    ...more,
  };
}

export function sizes(more: Partial<Sizes> = {}): Sizes {
  return {
    measuredAt: NOW - 20_000,
    exact: true,
    raw: { points: 25_920_000, bytes: 1_581_120_000 },
    sealed: { points: 289_440_000, bytes: 636_768_000 },
    rollupBytes: 402_653_184,
    rawDays: 31,
    oldestRawDay: TODAY - 30 * DAY,
    sealedMonths: 12,
    days: [
      { day: TODAY - 2 * DAY, points: 864_000 },
      { day: TODAY - DAY, points: 864_000 },
      { day: TODAY, points: 331_200 },
    ],
    months: [
      { month: Date.UTC(2026, 9, 1), raw: 318_000_000, sealed: 52_000_000 },
      { month: Date.UTC(2026, 10, 1), raw: 1_263_120_000, sealed: 0 },
    ],
    metrics: [metric('temperature'), metric('cycle_count', { sealed: NOTHING })],
    metricsLeftOut: 0,
    ...more,
  };
}

export const NO_SIZES = sizes({
  raw: NOTHING,
  sealed: NOTHING,
  rollupBytes: 0,
  rawDays: 0,
  oldestRawDay: null,
  sealedMonths: 0,
  days: [],
  months: [],
  metrics: [],
});

/** A server that has run for a year. */
export function storage(more: Partial<Storage> = {}): Storage {
  return {
    now: NOW,
    engine: 'postgresql',
    postgres: '18.6',
    embedded: true,
    databaseBytes: 2_684_354_560,
    freeBytes: 214_748_364_800,
    sizes: sizes(),
    rollups: [
      {
        level: '5m',
        rows: 7_900_000,
        bytes: 380_000_000,
        completeUntil: NOW - 1_800_000,
        closesEverySeconds: 3600,
      },
      {
        level: '1h',
        rows: 2_600_000,
        bytes: 20_000_000,
        completeUntil: NOW - 7_200_000,
        closesEverySeconds: 21_600,
      },
      { level: '1d', rows: 109_000, bytes: 2_653_184, completeUntil: null, closesEverySeconds: 86_400 },
    ],
    late: { spans: 0, series: 0, oldest: null },
    retention: {
      next: NOW + 60_000_000,
      rules: [{ name: 'default', raw: 'forever', fiveMinutes: '92d', hours: 'forever', days: 'forever' }],
      log: [],
    },
    ...more,
  };
}
