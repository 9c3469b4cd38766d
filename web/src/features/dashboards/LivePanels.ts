import type { PanelAnswer } from '../../api/dashboards';
import type { LiveListener, LivePoint } from '../../api/live';
import type { LiveBinding, PanelModel } from '../../panels/panel';
import { type DashboardTime, rangeAt } from './dashboardTime';
import { appendPoints, bindingsOf, concerns, pauseAfterAnswer, slideStep } from './liveFrames';
import type { PanelLoader } from './PanelLoader';
import { endsNow, shownRange } from './panelQuestion';
import { framesIn, type PanelState } from './panelState';

/** Samples that arrive while a question runs may be missing in its answer; this many are remembered to fill that in. */
const MOST_REMEMBERED = 5000;
/** A sample may be on its way this long between the database and this page. */
const OVERLAP = 5000;
/** Panels are asked again on common ticks of the clock, so that those that are due together share a request. */
const TICK = 500;
/** A question that is due while nobody looks waits. */
const HIDDEN_PAUSE = 5000;

interface Parts {
  loader: PanelLoader;
  panels: PanelModel[];
  time: DashboardTime;
  /** Moves the end of a range that follows the clock. */
  slide: (now: number) => void;
}

/** Brings new samples into the panels of one dashboard: adds them where the server says how, asks again where it does not. */
export class LivePanels implements LiveListener {
  #recent: { at: number; point: LivePoint }[] = [];
  #slidAt = 0;
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();

  constructor(private readonly parts: Parts) {
    parts.loader.amend = (answer, askedAt) => this.#fillIn(answer, askedAt);
  }

  /** The first answers came before the subscription did, so what was sent in between is asked for once. */
  onOpen(again: boolean): void {
    for (const [panel, state] of this.#concerned()) {
      const bindings = bindingsOf(framesIn(state.answer));
      if (again || bindings.some(({ mode }) => mode === 'append')) this.#askSoon(panel.id);
    }
  }

  onPoints(points: LivePoint[], skipped: number): void {
    const now = Date.now();
    this.#recent.push(...points.map((point) => ({ at: now, point })));
    this.#recent.splice(0, this.#recent.length - MOST_REMEMBERED);
    for (const [panel, state] of this.#concerned()) {
      const bindings = bindingsOf(framesIn(state.answer));
      const touched = (binding: LiveBinding) => points.some((point) => concerns(binding, point));
      if (bindings.some(({ mode }) => mode === 'append')) this.#append(panel, points, now);
      if (skipped > 0 || bindings.some((each) => each.mode === 'refresh' && touched(each))) {
        this.#askSoon(panel.id);
      }
    }
    this.#slide(now);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.parts.loader.amend = (answer) => answer;
  }

  #concerned(): [PanelModel, PanelState][] {
    const { loader, panels, time } = this.parts;
    const now = Date.now();
    return panels.flatMap((panel): [PanelModel, PanelState][] => {
      const state = loader.known.get(panel.id);
      return state !== undefined && state.answer !== null && endsNow(panel, time, now)
        ? [[panel, state]]
        : [];
    });
  }

  #append(panel: PanelModel, points: LivePoint[], now: number): void {
    const { from } = shownRange(panel, this.parts.time, now);
    this.parts.loader.patch(panel.id, (answer) => withPoints(answer, points, from));
  }

  #fillIn(answer: PanelAnswer, askedAt: number): PanelAnswer {
    const panel = this.parts.panels.find(({ id }) => id === answer.panelId);
    const missed = this.#recent.filter(({ at }) => at >= askedAt - OVERLAP).map(({ point }) => point);
    if (panel === undefined || missed.length === 0 || !endsNow(panel, this.parts.time, askedAt))
      return answer;
    return withPoints(answer, missed, shownRange(panel, this.parts.time, askedAt).from);
  }

  #askSoon(id: number): void {
    if (this.#timers.has(id)) return;
    const { answer, answeredAt } = this.parts.loader.state(id);
    const now = Date.now();
    const due = Math.max(now, (answeredAt ?? 0) + pauseAfterAnswer(answer?.elapsedMs ?? 0));
    const tick = Math.ceil(due / TICK) * TICK;
    this.#timers.set(
      id,
      setTimeout(() => this.#ask(id), tick - now),
    );
  }

  #ask(id: number): void {
    if (document.hidden || this.parts.loader.state(id).asking) {
      this.#timers.set(
        id,
        setTimeout(() => this.#ask(id), document.hidden ? HIDDEN_PAUSE : 1000),
      );
      return;
    }
    this.#timers.delete(id);
    this.parts.loader.again([id]);
  }

  #slide(now: number): void {
    const { time, slide } = this.parts;
    if (!time.raw.to.includes('now')) return;
    const range = rangeAt(time, now);
    if (now - this.#slidAt < slideStep(range)) return;
    this.#slidAt = now;
    slide(now);
  }
}

/** The answer with the samples in it; the very same one if none concerns it. */
function withPoints(answer: PanelAnswer, points: LivePoint[], from: number): PanelAnswer {
  let changed = false;
  const results = Object.fromEntries(
    Object.entries(answer.results).map(([refId, result]) => {
      const frames = result.frames?.map((frame) => {
        const next = appendPoints(frame, points, from);
        changed ||= next !== frame;
        return next;
      });
      return [refId, { ...result, frames }];
    }),
  );
  return changed ? { ...answer, results } : answer;
}

/** All that could change a panel of the page. */
export function bindingsIn(loader: PanelLoader, panels: PanelModel[], time: DashboardTime): LiveBinding[] {
  const now = Date.now();
  return panels
    .filter((panel) => endsNow(panel, time, now))
    .flatMap((panel) => bindingsOf(framesIn(loader.state(panel.id).answer)));
}
