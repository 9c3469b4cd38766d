import { describe, expect, it } from 'vitest';
import type { PanelAnswer, TargetResult } from '../../api/dashboards';
import { ApiError } from '../../api/http';
import type { FrameJson } from '../../panels/panel';
import { framesOf, noticesOf, rowCount, UNASKED, withAnswer, withFailure } from './panelState';

const frame = (refId: string, rows: number, notices: string[] = []): FrameJson => ({
  schema: {
    refId,
    meta: { notices: notices.map((text) => ({ severity: 'warning', text })) },
    fields: [{ name: 'v', type: 'number' }],
  },
  data: { values: [Array(rows).fill(1)] },
});
const good = (refId: string, rows = 1): TargetResult => ({ status: 200, frames: [frame(refId, rows)] });
const bad: TargetResult = { status: 400, error: 'no such column', errorKind: 'query' };
const answer = (results: Record<string, TargetResult>): PanelAnswer => ({
  panelId: 1,
  elapsedMs: 3,
  results,
});

describe('withAnswer', () => {
  it('keeps what came and has no troubles', () => {
    const state = withAnswer(UNASKED, answer({ A: good('A') }), 'q', 1000);
    expect(state).toMatchObject({ answerKey: 'q', answeredAt: 1000, troubles: [], asking: false });
  });

  it('shows half an answer and says what the other half said', () => {
    const state = withAnswer(UNASKED, answer({ A: good('A'), B: bad }), 'q', 1000);
    expect(state.answer).not.toBeNull();
    expect(state.troubles).toEqual([{ kind: 'query', text: 'no such column', refId: 'B', sql: undefined }]);
  });

  it('keeps the old answer when the same question fails now', () => {
    const before = withAnswer(UNASKED, answer({ A: good('A') }), 'q', 1000);
    const after = withAnswer(before, answer({ A: bad }), 'q', 2000);
    expect(after).toMatchObject({ answer: before.answer, answeredAt: 1000, troubles: [{ kind: 'query' }] });
  });

  it('never shows the answer to another question beside a failure', () => {
    const before = withAnswer(UNASKED, answer({ A: good('A') }), 'machine 1', 1000);
    expect(withAnswer(before, answer({ A: bad }), 'machine 2', 2000).answer).toBeNull();
  });

  it('recovers', () => {
    const failed = withFailure(UNASKED, new ApiError(503, 'Away', 'The database is away.'), 'q');
    expect(failed.troubles).toEqual([{ kind: 'unavailable', text: 'The database is away.' }]);
    expect(withAnswer(failed, answer({ A: good('A') }), 'q', 3000).troubles).toEqual([]);
  });
});

describe('withFailure', () => {
  it.each([
    [new ApiError(0, 'x', 'y'), 'network'],
    [new ApiError(502, 'x', 'y'), 'network'],
    [new ApiError(503, 'x', 'y'), 'unavailable'],
    [new ApiError(403, 'x', 'y'), 'forbidden'],
    [new ApiError(500, 'x', 'y'), 'query'],
    [new TypeError('the line was cut'), 'network'],
  ])('%o is %s', (failure, kind) => expect(withFailure(UNASKED, failure, 'q').troubles[0]?.kind).toBe(kind));
});

describe('frames', () => {
  it('come in the order of the targets, not of the answer', () => {
    const both = answer({ B: good('B'), A: good('A') });
    const order = framesOf(both, [{ refId: 'A' }, { refId: 'B' }]).map(({ schema }) => schema.refId);
    expect(order).toEqual(['A', 'B']);
  });

  it('are counted and heard', () => {
    const frames = [frame('A', 2, ['cut']), frame('B', 3, ['cut', 'late'])];
    expect(rowCount(frames)).toBe(5);
    expect(rowCount([{ schema: { fields: [] }, data: { values: [] } }])).toBe(0);
    expect(noticesOf(frames)).toEqual(['cut', 'late']);
  });
});
