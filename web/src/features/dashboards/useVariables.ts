import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type DashboardModel, resolveVariables, type VariableValues } from '../../api/dashboards';
import { type DashboardTime, rangeAt } from './dashboardTime';

/**
 * The variables as the server resolves them. They are asked again when a choice changes, and with another range only where one
 * of them depends on it; not with each refresh, because lists of machines do not change by the second.
 */
export function useVariables(dashboard: DashboardModel, time: DashboardTime, values: VariableValues) {
  const definitions = dashboard.templating?.list ?? [];
  const followsRange = definitions.some(({ refresh }) => refresh === 2);
  return useQuery({
    queryKey: ['variables', dashboard.uid, values, time.timeZone, followsRange ? time.raw : null],
    queryFn: ({ signal }) =>
      resolveVariables(
        dashboard.uid,
        { ...rangeAt(time, Date.now()), timezone: time.timeZone, values },
        signal,
      ),
    enabled: definitions.length > 0,
    placeholderData: keepPreviousData,
  });
}
