import type { IngestAccount, MachineAccount, RejectionAccount } from '../../api/ingest';

export const NOW = Date.UTC(2026, 10, 24, 9, 12, 3);

const NOTHING = { received: 0, stored: 0, unchanged: 0, corrected: 0, rejected: 0 };

export function machine(name: string | null, more: Partial<MachineAccount> = {}): MachineAccount {
  return {
    ...NOTHING,
    machine: name,
    received: 10,
    stored: 10,
    lastSeen: NOW - 2000,
    newestPoint: NOW - 3000,
    clockSkewMillis: 800,
    ...more,
  };
}

export function rejection(reason: string, more: Partial<RejectionAccount> = {}): RejectionAccount {
  return {
    reason,
    title: `Title of ${reason}`,
    count: 1,
    lastSeen: NOW - 1000,
    machine: 'M-1',
    door: 'json',
    token: 'gateway',
    example: `example of ${reason}`,
    ...more,
  };
}

/** A server that runs for an hour and has got nothing. */
export function account(more: Partial<IngestAccount> = {}): IngestAccount {
  return {
    since: NOW - 3_600_000,
    now: NOW,
    totals: NOTHING,
    perSecond: NOTHING,
    history: { stepSeconds: 10, from: NOW - 600_000, received: [], rejected: [] },
    waiting: { points: 0, maxPoints: 1_000_000, bytes: 0, maxBytes: 134_217_728, expectedSeconds: 0 },
    requests: { answered: 0, refused: {} },
    doors: [],
    tokens: [],
    machines: [],
    machinesLeftOut: 0,
    rejections: [],
    ...more,
  };
}
