import { createContext, useContext } from 'react';
import type { DashboardModel, VariableState } from '../../api/dashboards';
import type { User } from '../../api/session';
import type { RawRange } from '../../grafana/time';
import type { CrosshairBus } from '../../panels/panel';
import type { DashboardTime } from './dashboardTime';
import type { PanelLoader } from './PanelLoader';
import type { Annotations } from './useAnnotations';

/** What every part of one dashboard page may need to know. */
export interface DashboardScope {
  dashboard: DashboardModel;
  user: User;
  loader: PanelLoader;
  time: DashboardTime;
  /** The end of a range that follows the clock, epoch milliseconds. It moves with refreshes and live samples. */
  now: number;
  variables: VariableState[];
  /** The variables could not be had, so no panel can be asked. */
  blocked: boolean;
  theme: 'light' | 'dark';
  crosshair?: CrosshairBus;
  annotations: Annotations;
  setRange(range: RawRange): void;
  viewPanel(id: number | null): void;
}

const ScopeContext = createContext<DashboardScope | null>(null);

export const ScopeProvider = ScopeContext.Provider;

export function useScope(): DashboardScope {
  const scope = useContext(ScopeContext);
  if (scope === null) throw new Error('This part belongs inside a dashboard: ScopeProvider is missing');
  return scope;
}
