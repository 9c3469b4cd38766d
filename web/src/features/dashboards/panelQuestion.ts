import type { PanelAnswer, PanelQuestion } from '../../api/dashboards';
import { describeRange, panelRange } from '../../grafana/time';
import type { PanelModel, TimeRange } from '../../panels/panel';
import { drawingOf } from '../../panels/registry';
import { type DashboardTime, rangeAt } from './dashboardTime';
import { framesIn, reducedIn } from './panelState';

/** Below this a chart shows nothing anyway, and a panel that was not laid out yet must not ask for one point. */
const FEWEST_POINTS = 50;

/** A panel may grow by a quarter before what was left out could be seen. */
const ENLARGED = 0.8;

export function asksSomething(panel: PanelModel): boolean {
  return (panel.targets ?? []).some(({ hide }) => hide !== true);
}

/** Without a setting of its own a panel asks for one point a pixel. */
export function pointsOf(panel: PanelModel, width: number): number {
  const own = panel.maxDataPoints;
  return typeof own === 'number' && own > 0 ? own : Math.max(FEWEST_POINTS, Math.round(width));
}

export function questionOf(
  panel: PanelModel,
  width: number,
  time: DashboardTime,
  now: number,
): PanelQuestion {
  const own = ownRange(panel, time, now);
  return { id: panel.id, ...copied(panel), maxDataPoints: pointsOf(panel, width), ...own };
}

/** As the panel asks for what it draws: rows that none of its lines would show may stay on the server. */
export function drawnQuestionOf(
  panel: PanelModel,
  width: number,
  time: DashboardTime,
  now: number,
): PanelQuestion {
  const drawing = drawingOf(panel);
  const question = questionOf(panel, width, time, now);
  return drawing === null ? question : { ...question, drawing: { ...drawing, pixels: pixelsOf(width) } };
}

/** Of the screen, which may have several for each one of the page. */
function pixelsOf(width: number): number {
  return Math.max(FEWEST_POINTS, Math.round(width * window.devicePixelRatio));
}

/** Whether the answer was reduced for a panel much narrower than this, which now shows it enlarged. */
export function isTooCoarse(answer: PanelAnswer | null, width: number): boolean {
  return reducedIn(framesIn(answer)).some(({ pixels }) => pixels < ENLARGED * pixelsOf(width));
}

/** The file does not know the copies of a repeat: they ask for the original, with what is theirs alone. */
function copied({ sourceId, scope }: PanelModel): Pick<PanelQuestion, 'panel' | 'values'> {
  if (sourceId === undefined || scope === undefined) return {};
  return {
    panel: sourceId,
    values: Object.fromEntries(Object.entries(scope).map(([name, { value }]) => [name, [value]])),
  };
}

/** What the panel shows: its own range where it has one, else the dashboard's. */
export function shownRange(panel: PanelModel, time: DashboardTime, now: number): TimeRange {
  return ownRange(panel, time, now) ?? rangeAt(time, now);
}

function ownRange(panel: PanelModel, time: DashboardTime, now: number): TimeRange | null {
  const { timeFrom, timeShift } = overridesOf(panel);
  if (!timeFrom && !timeShift) return null;
  const { raw, timeZone, fiscalYearStartMonth } = time;
  return panelRange(raw, { timeFrom, timeShift }, { timeZone, now, fiscalYearStartMonth });
}

/** Only what ends now can be changed by a new sample. */
export function endsNow(panel: PanelModel, time: DashboardTime, now: number): boolean {
  return shownRange(panel, time, now).to >= now - 1000;
}

/** "Last 2 hours, 1d earlier"; null where the panel shows the dashboard's range, or keeps quiet about its own. */
export function overrideText(panel: PanelModel, timeZone: string): string | null {
  const { timeFrom, timeShift } = overridesOf(panel);
  if (panel.hideTimeOverride === true) return null;
  const parts = [
    timeFrom &&
      describeRange({ from: timeFrom.startsWith('now') ? timeFrom : `now-${timeFrom}`, to: 'now' }, timeZone),
    timeShift && `${timeShift.replace(/^-/, '')} earlier`,
  ].filter(Boolean);
  return parts.length === 0 ? null : parts.join(', ');
}

function overridesOf(panel: PanelModel): { timeFrom?: string; timeShift?: string } {
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
  return { timeFrom: text(panel.timeFrom), timeShift: text(panel.timeShift) };
}
