import { beforeEach, describe, expect, it } from 'vitest';
import type { DashboardQuestion, PanelAnswer, PanelQuestion } from '../../api/dashboards';
import { ApiError } from '../../api/http';
import { PanelLoader, type Subject } from './PanelLoader';

interface Request {
  question: DashboardQuestion;
  ids: number[];
  signal: AbortSignal;
  answer(id: number, text?: string): void;
  end(): Promise<void>;
  fail(failure: Error): Promise<void>;
}

let now: number;
let works: (() => void)[];
let requests: Request[];
let loader: PanelLoader;

const good = (panelId: number, name = 'A'): PanelAnswer => ({
  panelId,
  elapsedMs: 1,
  results: { [name]: { status: 200, frames: [] } },
});
const subject = (key: string): Subject => ({
  key,
  question: (at) => ({ from: at - 10, to: at, timezone: 'UTC', values: { key: [key] } }),
});
const show = (...ids: number[]) => {
  for (const id of ids) loader.show(id, () => ({ id, maxDataPoints: 100 }));
};
const soon = () => {
  for (const work of works.splice(0)) work();
};
const request = (index: number): Request => {
  const found = requests[index];
  if (found === undefined) throw new Error(`request ${index} was not sent; there are ${requests.length}`);
  return found;
};
/** Lets the promises of a request that has ended run to their end. */
const quiet = () => new Promise<void>((resolve) => setTimeout(resolve));

function ask(
  question: DashboardQuestion,
  panels: PanelQuestion[],
  onAnswer: (answer: PanelAnswer) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
    requests.push({
      question,
      ids: panels.map(({ id }) => id),
      signal,
      answer: (id, name) => onAnswer(good(id, name)),
      end: () => {
        resolve();
        return quiet();
      },
      fail: (failure) => {
        reject(failure);
        return quiet();
      },
    });
  });
}

beforeEach(() => {
  now = 1000;
  works = [];
  requests = [];
  loader = new PanelLoader({
    ask,
    clock: () => now,
    soon: (work) => {
      works.push(work);
      return () => {
        works = works.filter((each) => each !== work);
      };
    },
  });
});

describe('what is asked', () => {
  it('is all that is in view, in one request, once the question is known', () => {
    show(1, 2);
    soon();
    expect(requests).toEqual([]);
    loader.setSubject(subject('a'));
    soon();
    expect(requests.map(({ ids }) => ids)).toEqual([[1, 2]]);
    expect(request(0).question).toMatchObject({ from: 990, to: 1000 });
  });

  it('is not asked twice, and what scrolls into view later is asked alone', async () => {
    loader.setSubject(subject('a'));
    show(1);
    soon();
    show(1, 2);
    soon();
    request(0).answer(1);
    await request(0).end();
    show(1);
    soon();
    expect(requests.map(({ ids }) => ids)).toEqual([[1], [2]]);
  });

  it('is nothing for a panel that left before its turn', () => {
    loader.setSubject(subject('a'));
    show(1, 2);
    loader.hide(1);
    soon();
    expect(request(0).ids).toEqual([2]);
  });
});

describe('another question', () => {
  beforeEach(() => {
    loader.setSubject(subject('a'));
    show(1, 2);
    soon();
  });

  it('calls off what runs, and keeps the old picture until the new one comes', () => {
    request(0).answer(1);
    loader.setSubject(subject('b'));
    soon();
    expect(request(0).signal.aborted).toBe(true);
    expect(request(1).ids).toEqual([1, 2]);
    expect(loader.state(1)).toMatchObject({ asking: true, answerKey: 'a' });
  });

  it('ignores an answer that comes too late', () => {
    loader.setSubject(subject('b'));
    soon();
    request(0).answer(1, 'late');
    expect(loader.state(1).answer).toBeNull();
  });

  it('is the same question when only its object is new', () => {
    loader.setSubject(subject('a'));
    soon();
    expect(requests).toHaveLength(1);
    expect(request(0).signal.aborted).toBe(false);
  });
});

describe('refreshing', () => {
  beforeEach(async () => {
    loader.setSubject(subject('a'));
    show(1, 2);
    soon();
    request(0).answer(1);
    request(0).answer(2);
    await request(0).end();
  });

  it('asks with the time of now, and panels out of view when they are looked at', () => {
    loader.hide(2);
    now = 5000;
    loader.refresh();
    soon();
    expect(request(1).ids).toEqual([1]);
    expect(request(1).question.to).toBe(5000);
    show(2);
    soon();
    expect(request(2).ids).toEqual([2]);
  });

  it('asks some again without disturbing the others', async () => {
    loader.again([1]);
    soon();
    loader.again([2]);
    soon();
    expect(requests.slice(1).map(({ ids, signal }) => [ids, signal.aborted])).toEqual([
      [[1], false],
      [[2], false],
    ]);
  });

  it('asks once more after the answer when something changed while it ran', async () => {
    loader.again([1]);
    soon();
    loader.again([1]);
    soon();
    expect(requests).toHaveLength(2);
    request(1).answer(1);
    await request(1).end();
    soon();
    expect(request(2).ids).toEqual([1]);
  });

  it('keeps what was shown when the server is away, and says so', async () => {
    loader.refresh();
    soon();
    request(1).answer(1);
    await request(1).fail(new ApiError(0, 'Away', 'No answer.'));
    expect(loader.state(1).troubles).toEqual([]);
    expect(loader.state(2)).toMatchObject({
      asking: false,
      troubles: [{ kind: 'network', text: 'No answer.' }],
    });
    expect(loader.state(2).answer).not.toBeNull();
    expect(loader.busy).toBe(false);
  });

  it('does not leave a panel waiting that the server forgot', async () => {
    loader.refresh();
    soon();
    request(1).answer(1);
    await request(1).end();
    expect(loader.state(2)).toMatchObject({ asking: false, troubles: [{ kind: 'network' }] });
  });
});

describe('asking once', () => {
  const once = () => loader.once((at) => ({ id: 1, maxDataPoints: at }), new AbortController().signal);

  it('gives the answer and keeps nothing of it', async () => {
    loader.setSubject(subject('one'));
    const asked = once();
    request(0).answer(1, 'whole');
    await request(0).end();
    expect(Object.keys((await asked).results)).toEqual(['whole']);
    expect(loader.known.size).toBe(0);
  });

  it('fails when the server says nothing', async () => {
    loader.setSubject(subject('one'));
    const asked = expect(once()).rejects.toThrow('ended its answer');
    await request(0).end();
    await asked;
  });
});

describe('patching', () => {
  it('changes a kept answer and tells, but not when nothing changes', () => {
    loader.setSubject(subject('a'));
    show(1);
    soon();
    request(0).answer(1);
    let told = 0;
    loader.watch(() => told++);
    loader.patch(1, (answer) => answer);
    loader.patch(9, (answer) => ({ ...answer }));
    expect(told).toBe(0);
    loader.patch(1, (answer) => ({ ...answer, elapsedMs: 7 }));
    expect([told, loader.state(1).answer?.elapsedMs]).toEqual([1, 7]);
  });

  it('sees every answer before it is kept', () => {
    loader.amend = (answer, askedAt) => ({ ...answer, elapsedMs: askedAt });
    loader.setSubject(subject('a'));
    show(1);
    soon();
    request(0).answer(1);
    expect(loader.state(1).answer?.elapsedMs).toBe(1000);
  });
});
