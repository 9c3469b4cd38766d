import type { DashboardQuestion, PanelAnswer, PanelQuestion } from '../../api/dashboards';
import { type PanelState, UNASKED, withAnswer, withFailure } from './panelState';

export interface LoaderParts {
  /** Sends one request for several panels; calls back as each is done. */
  ask(
    question: DashboardQuestion,
    panels: PanelQuestion[],
    onAnswer: (answer: PanelAnswer) => void,
    signal: AbortSignal,
  ): Promise<void>;
  clock(): number;
  /** Runs `work` soon, so that panels that appear together are asked together. Gives back how to call it off. */
  soon(work: () => void): () => void;
}

/** What every panel is asked about. `key` tells questions apart that differ in more than the passing of time. */
export interface Subject {
  key: string;
  question(now: number): DashboardQuestion;
}

type MakeQuestion = (now: number) => PanelQuestion;

interface Running {
  abort: AbortController;
  open: Set<number>;
}

/**
 * Holds the answers of a dashboard's panels and asks for those that are in view, all that are due in one request. It lies outside
 * of React and of the query cache because answers come one by one within a request and live samples change them in between.
 */
export class PanelLoader {
  #subject: Subject | null = null;
  #cancelSoon: (() => void) | null = null;
  readonly #wanted = new Map<number, MakeQuestion>();
  readonly #due = new Set<number>();
  readonly #states = new Map<number, PanelState>();
  readonly #running = new Set<Running>();
  readonly #watchers = new Set<() => void>();
  /** Sees every answer before it is kept, and may add what it knows better. */
  amend: (answer: PanelAnswer, askedAt: number) => PanelAnswer = (answer) => answer;
  onAsk: (now: number) => void = () => {};

  constructor(private readonly parts: LoaderParts) {}

  get busy(): boolean {
    return this.#running.size > 0;
  }

  /** The panels that were ever asked, in view or not. */
  get known(): ReadonlyMap<number, PanelState> {
    return this.#states;
  }

  state(id: number): PanelState {
    return this.#states.get(id) ?? UNASKED;
  }

  watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** Another question: what runs is called off, and every panel is due. */
  setSubject(subject: Subject | null): void {
    if (subject?.key === this.#subject?.key) {
      this.#subject = subject;
      return;
    }
    this.#subject = subject;
    this.refresh();
  }

  /** The panel came into view. It is asked unless it has its answer already. */
  show(id: number, question: MakeQuestion): void {
    this.#wanted.set(id, question);
    if (this.state(id).subjectKey !== this.#subject?.key) this.#due.add(id);
    if (this.#due.has(id)) this.#askSoon();
  }

  hide(id: number): void {
    this.#wanted.delete(id);
  }

  /** Everything again. Panels out of view follow when they are looked at. */
  refresh(): void {
    this.#stop();
    for (const id of new Set([...this.#states.keys(), ...this.#wanted.keys()])) this.#due.add(id);
    this.#askSoon();
  }

  /** These again, without disturbing the others. */
  again(ids: Iterable<number>): void {
    for (const id of ids) this.#due.add(id);
    this.#askSoon();
  }

  /** Asks beside what the page shows, and keeps nothing of it. */
  async once(question: MakeQuestion, signal: AbortSignal): Promise<PanelAnswer> {
    const now = this.parts.clock();
    const answers: PanelAnswer[] = [];
    if (this.#subject !== null) {
      const asked = this.#subject.question(now);
      await this.parts.ask(asked, [question(now)], (answer) => answers.push(answer), signal);
    }
    const [answer] = answers;
    if (answer === undefined) throw new Error('The server ended its answer before it came to this panel.');
    return answer;
  }

  /** Changes a kept answer, as a live sample does. */
  patch(id: number, change: (answer: PanelAnswer) => PanelAnswer): void {
    const state = this.state(id);
    if (state.answer === null) return;
    const answer = change(state.answer);
    if (answer !== state.answer) this.#keep(id, { ...state, answer });
  }

  dispose(): void {
    this.#stop();
    this.#cancelSoon?.();
    this.#cancelSoon = null;
    this.#wanted.clear();
  }

  #askSoon(): void {
    if (this.#cancelSoon !== null) return;
    this.#cancelSoon = this.parts.soon(() => {
      this.#cancelSoon = null;
      this.#askDue();
    });
  }

  #askDue(): void {
    const subject = this.#subject;
    const ids = [...this.#wanted.keys()].filter((id) => this.#due.has(id) && !this.#isRunning(id));
    if (subject === null || ids.length === 0) return;
    const now = this.parts.clock();
    const running: Running = { abort: new AbortController(), open: new Set(ids) };
    this.#running.add(running);
    for (const id of ids) {
      this.#due.delete(id);
      this.#keep(id, { ...this.state(id), asking: true, subjectKey: subject.key });
    }
    this.onAsk(now);
    const panels = ids.map((id) => this.#wanted.get(id)?.(now)).filter((question) => question !== undefined);
    void this.#run(running, subject, panels, now);
  }

  #isRunning(id: number): boolean {
    return [...this.#running].some(({ open }) => open.has(id));
  }

  async #run(running: Running, subject: Subject, panels: PanelQuestion[], now: number): Promise<void> {
    const { abort, open } = running;
    const onAnswer = (answer: PanelAnswer) => {
      if (abort.signal.aborted || !open.delete(answer.panelId)) return;
      const amended = this.amend(answer, now);
      this.#keep(
        answer.panelId,
        withAnswer(this.state(answer.panelId), amended, subject.key, this.parts.clock()),
      );
    };
    try {
      await this.parts.ask(subject.question(now), panels, onAnswer, abort.signal);
      this.#leaveOpen(
        running,
        new Error('The server ended its answer before it came to this panel.'),
        subject.key,
      );
    } catch (failure) {
      this.#leaveOpen(running, failure as Error, subject.key);
    } finally {
      this.#running.delete(running);
      this.#tellWatchers();
    }
  }

  /** What the request did not answer has failed, unless it was called off: then it is due already. */
  #leaveOpen({ abort, open }: Running, failure: Error, key: string): void {
    if (abort.signal.aborted) return;
    for (const id of open) this.#keep(id, withFailure(this.state(id), failure, key));
    if ([...this.#due].some((id) => this.#wanted.has(id))) this.#askSoon();
  }

  #stop(): void {
    for (const running of this.#running) running.abort.abort();
    this.#running.clear();
  }

  #keep(id: number, state: PanelState): void {
    this.#states.set(id, state);
    this.#tellWatchers();
  }

  #tellWatchers(): void {
    for (const watcher of this.#watchers) watcher();
  }
}
