import type { DashboardModel, VariableState } from '../../api/dashboards';
import { parseDuration, resolveRange } from '../../grafana/time';
import { isKeptByGrafana } from './annotations';
import { isOffered } from './choice';
import { type DashboardTime, isZone } from './dashboardTime';
import { type LinkContext, linkNotes } from './links';

/** One sentence for each thing in the file, outside of its panels, that this page does not follow. */
export function dashboardNotes(
  dashboard: DashboardModel,
  variables: VariableState[],
  time: DashboardTime,
  links: LinkContext,
): string[] {
  return [
    ...annotationNotes(dashboard),
    ...variables
      .filter((variable) => !isOffered(variable))
      .map(({ name, label, error = '' }) => `The variable “${label || name}” is left out. ${error}`.trim()),
    ...linkNotes(dashboard.links ?? [], links),
    ...timeNotes(dashboard, time),
    ...(dashboard.graphTooltip === 2
      ? [
          'The file asks for the tooltips of all panels at once; panels share the line under the pointer only.',
        ]
      : []),
  ];
}

/** Every file of Grafana has an entry for its own annotations, mostly a hidden one that nobody thought of. */
function annotationNotes({ annotations }: DashboardModel): string[] {
  const names = (annotations?.list ?? [])
    .filter((each) => each.enable !== false && !each.hide && isKeptByGrafana(each))
    .map(({ name }) => `“${name || 'without a name'}”`);
  return names.length === 0
    ? []
    : [
        `${names.join(', ')}: Grafana keeps these annotations in its own database. Andon keeps none of its own yet, so there are none to draw.`,
      ];
}

function timeNotes(dashboard: DashboardModel, { timeZone }: DashboardTime): string[] {
  const { timezone, time, fiscalYearStartMonth, refresh, weekStart, timepicker } = dashboard;
  const now = Date.now();
  const readable = time === undefined || resolveRange(time, { timeZone, now, fiscalYearStartMonth }) !== null;
  return [
    timezone && !isZone(timezone) && `The time zone “${timezone}” of the file is not known.`,
    !readable && `The file's range, “${time.from}” to “${time.to}”, cannot be read.`,
    refresh && parseDuration(refresh) === null && `The refresh interval “${refresh}” cannot be read.`,
    weekStart === 'monday' && 'The file starts weeks on Monday; ranges of whole weeks start on Sunday here.',
    weekStart === 'saturday' &&
      'The file starts weeks on Saturday; ranges of whole weeks start on Sunday here.',
    timepicker?.nowDelay &&
      `Ranges end now, without the delay of ${timepicker.nowDelay} that the file asks for.`,
  ].filter((note): note is string => typeof note === 'string' && note !== '');
}
