import type { ErrorKind, PanelAnswer, TargetResult } from '../../api/dashboards';
import { ApiError } from '../../api/http';
import type { FrameJson, Reduced } from '../../panels/panel';

export interface Trouble {
  kind: ErrorKind | 'network';
  /** What the server said. */
  text: string;
  /** Which of several targets it was. */
  refId?: string;
  sql?: string;
}

export interface PanelState {
  /** The newest answer with something to show. It stays while a refresh fails, but not when the question has changed. */
  answer: PanelAnswer | null;
  answerKey: string | null;
  answeredAt: number | null;
  troubles: Trouble[];
  asking: boolean;
  /** The question that was put last. */
  subjectKey: string | null;
}

export const UNASKED: PanelState = {
  answer: null,
  answerKey: null,
  answeredAt: null,
  troubles: [],
  asking: false,
  subjectKey: null,
};

export function withAnswer(before: PanelState, answer: PanelAnswer, key: string, now: number): PanelState {
  const results = Object.entries(answer.results);
  const troubles = results.flatMap(([refId, result]) => troubleOf(refId, result));
  const nothingCame = results.length > 0 && troubles.length === results.length;
  if (nothingCame) return failed(before, troubles, key);
  return { answer, answerKey: key, answeredAt: now, troubles, asking: false, subjectKey: key };
}

export function withFailure(before: PanelState, failure: Error, key: string): PanelState {
  return failed(before, [{ kind: kindOf(failure), text: failure.message }], key);
}

function failed(before: PanelState, troubles: Trouble[], key: string): PanelState {
  const kept =
    before.answerKey === key
      ? { answer: before.answer, answerKey: key, answeredAt: before.answeredAt }
      : { answer: null, answerKey: null, answeredAt: null };
  return { ...kept, troubles, asking: false, subjectKey: key };
}

function troubleOf(refId: string, result: TargetResult): Trouble[] {
  if (result.error === undefined && result.status < 400) return [];
  const sql = result.frames?.[0]?.schema.meta?.executedQueryString;
  return [{ kind: result.errorKind ?? 'query', text: result.error ?? `Status ${result.status}`, refId, sql }];
}

function kindOf(failure: Error): Trouble['kind'] {
  if (!(failure instanceof ApiError)) return 'network';
  if (failure.status === 403) return 'forbidden';
  if (failure.status === 503) return 'unavailable';
  return failure.serverAway ? 'network' : 'query';
}

/** All frames in the order of the targets, which the answer need not keep. */
export function framesOf(answer: PanelAnswer, targets: { refId: string }[]): FrameJson[] {
  const order = targets.map(({ refId }) => refId);
  const place = (refId: string) => (order.includes(refId) ? order.indexOf(refId) : order.length);
  return Object.entries(answer.results)
    .sort(([a], [b]) => place(a) - place(b))
    .flatMap(([, result]) => result.frames ?? []);
}

export function framesIn(answer: PanelAnswer | null): FrameJson[] {
  return Object.values(answer?.results ?? {}).flatMap(({ frames }) => frames ?? []);
}

export function reducedIn(frames: FrameJson[]): Reduced[] {
  return frames.flatMap((frame) => frame.schema.meta?.custom?.reduced ?? []);
}

export function rowCount(frames: FrameJson[]): number {
  return frames.reduce((rows, frame) => rows + (frame.data.values[0]?.length ?? 0), 0);
}

/** What the server wants said about the data (a cut at the row limit, for one). */
export function noticesOf(frames: FrameJson[]): string[] {
  return [...new Set(frames.flatMap((frame) => frame.schema.meta?.notices ?? []).map(({ text }) => text))];
}
