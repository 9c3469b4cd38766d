import { getJson } from './http';

/** What became of points: `received` is the sum of the others. */
export interface Outcome {
  received: number;
  stored: number;
  unchanged: number;
  corrected: number;
  rejected: number;
}

export interface DoorAccount extends Outcome {
  door: string;
  lastSeen: number;
}

export interface TokenAccount extends Outcome {
  /** 0 for people with a session, who are told apart by their login, the name. */
  id: number;
  name: string;
  /** Requests, of which no point was looked at. */
  refused: number;
  lastSeen: number;
}

export interface MachineAccount extends Outcome {
  /** Null: points that named no machine that could be used. */
  machine: string | null;
  lastSeen: number;
  newestPoint: number | null;
  /** How far its newest points were behind the server's clock; negative: ahead; null: nothing recent to tell by. */
  clockSkewMillis: number | null;
}

export interface RejectionAccount {
  reason: string;
  title: string;
  count: number;
  lastSeen: number;
  machine: string | null;
  door: string;
  token: string | null;
  example: string;
}

export interface Backlog {
  points: number;
  maxPoints: number;
  bytes: number;
  maxBytes: number;
  expectedSeconds: number;
}

export interface IngestHistory {
  stepSeconds: number;
  from: number;
  received: number[];
  rejected: number[];
}

/** The account since the server started, as it stood at `now`. Times are epoch milliseconds of the server's clock. */
export interface IngestAccount {
  since: number;
  now: number;
  totals: Outcome;
  perSecond: Outcome;
  history: IngestHistory;
  waiting: Backlog;
  requests: { answered: number; refused: Record<string, number> };
  doors: DoorAccount[];
  tokens: TokenAccount[];
  machines: MachineAccount[];
  /** How often a machine lost its account to one that sent later. */
  machinesLeftOut: number;
  rejections: RejectionAccount[];
}

export function fetchIngest(signal?: AbortSignal): Promise<IngestAccount> {
  return getJson('/api/v1/ingest', signal);
}
