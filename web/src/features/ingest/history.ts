import type { IngestHistory } from '../../api/ingest';

export interface Steps {
  times: number[];
  received: number[];
  rejected: number[];
}

/**
 * Points a second in each step that is over: one that still runs would look like a fall. The last value stands once more at the
 * end of its step, to where the line of steps is drawn.
 */
export function completeSteps({ from, stepSeconds, received, rejected }: IngestHistory, now: number): Steps {
  const step = stepSeconds * 1000;
  const complete = Math.min(received.length, Math.floor((now - from) / step));
  if (complete <= 0) return { times: [], received: [], rejected: [] };
  const rates = (counts: number[]) => {
    const values = counts.slice(0, complete).map((count) => count / stepSeconds);
    return [...values, values[complete - 1] ?? 0];
  };
  return {
    times: Array.from({ length: complete + 1 }, (_, i) => from + i * step),
    received: rates(received),
    rejected: rates(rejected),
  };
}
