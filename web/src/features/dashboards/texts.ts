import type { VariableState } from '../../api/dashboards';
import { createReplaceVariables, type InterpolationState } from '../../grafana/interpolate';
import { intervalFor } from '../../grafana/time';
import type { PanelModel, ReplaceVariables } from '../../panels/panel';
import { rangeAt } from './dashboardTime';
import { ALL } from './dashboardUrl';
import type { LinkContext } from './links';
import { pointsOf, shownRange } from './panelQuestion';
import type { DashboardScope } from './scope';

/** Grafana's floor for SQL where neither the panel nor the data source sets one. */
const FINEST_INTERVAL = '1m';

/** Variables in the texts of the page: titles, links, descriptions, and what panels show. */
export function textsOf(scope: DashboardScope, panel?: PanelModel, width = 0): ReplaceVariables {
  const { dashboard, user, time, now } = scope;
  const range = panel === undefined ? rangeAt(time, now) : shownRange(panel, time, now);
  const floor =
    typeof panel?.interval === 'string' && panel.interval !== '' ? panel.interval : FINEST_INTERVAL;
  return createReplaceVariables({
    variables: Object.fromEntries(
      scope.variables.map((each) => [each.name, { ...stateOf(each, scope), ...ownValue(panel, each.name) }]),
    ),
    range,
    rawRange: time.raw,
    address: { path: location.pathname, search: location.search },
    timeZone: time.timeZone,
    dashboard: { uid: dashboard.uid, title: dashboard.title },
    // People have neither number nor address here; the server says the same in queries.
    user: { id: '0', login: user.login, name: user.name, email: '' },
    interval: panel && intervalFor(range, pointsOf(panel, width), floor),
  });
}

/** Inside a copy that a repeat made, a variable means one value. */
function ownValue(panel: PanelModel | undefined, name: string): { value: string[]; text: string[] } | null {
  const own = panel?.scope?.[name];
  return own === undefined ? null : { value: [own.value], text: [own.text] };
}

function stateOf(
  variable: VariableState,
  { dashboard }: DashboardScope,
): InterpolationState['variables'][string] {
  const definition = dashboard.templating?.list?.find(({ name }) => name === variable.name);
  return {
    type: variable.type,
    multi: variable.multi ?? false,
    includeAll: variable.includeAll ?? false,
    value: variable.current.value,
    text: variable.current.text,
    options: variable.options.filter(({ value }) => value !== ALL),
    allValue: definition?.allValue || undefined,
    hidden: definition?.skipUrlSync,
    auto: { count: definition?.auto_count ?? 30, minimum: definition?.auto_min ?? '10s' },
  };
}

export function linkContextOf(scope: DashboardScope, replaceVariables: ReplaceVariables): LinkContext {
  const hidden = new Set(
    scope.dashboard.templating?.list?.filter(({ skipUrlSync }) => skipUrlSync).map(({ name }) => name),
  );
  return {
    range: scope.time.raw,
    variables: scope.variables
      .filter(({ name, type }) => type !== 'constant' && !hidden.has(name))
      .flatMap(({ name, current }) => current.value.map((value): [string, string] => [name, value])),
    replaceVariables,
  };
}
