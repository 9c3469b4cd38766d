import { useComputedColorScheme } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import {
  askPanels,
  type DashboardModel,
  type VariableState,
  type VariableValues,
} from '../../api/dashboards';
import type { User } from '../../api/session';
import { createCrosshairBus } from '../../chart/crosshair';
import { parseDuration } from '../../grafana/time';
import { withParameter } from '../../ui/address';
import { Trouble } from '../../ui/Trouble';
import { AnnotationSwitches } from './AnnotationSwitches';
import classes from './Dashboard.module.css';
import { commonMoment, rangeAt, timeOf } from './dashboardTime';
import { type AddressState, withRange, withVariable } from './dashboardUrl';
import { allPanels, sectionsOf } from './grid';
import { PanelGrid } from './PanelGrid';
import { PanelLoader } from './PanelLoader';
import { type DashboardScope, ScopeProvider } from './scope';
import { Toolbar } from './Toolbar';
import { useAddress } from './useAddress';
import { useAnnotations } from './useAnnotations';
import { useAutoRefresh } from './useAutoRefresh';
import { useLivePanels } from './useLivePanels';
import { useVariables } from './useVariables';
import { VariablesBar } from './VariablesBar';

const NO_VARIABLES: VariableState[] = [];

/** One dashboard. The order below is the way of the data: address, time, variables, panels, refresh, live samples. */
export function Dashboard({ dashboard, user }: { dashboard: DashboardModel; user: User }) {
  const { address, change } = useAddress();
  const time = useMemo(() => timeOf(dashboard, address, Date.now()), [dashboard, address]);
  const variables = useVariables(dashboard, time, address.values);
  const [now, setNow] = useState(Date.now);
  const loader = useLoader(dashboard.uid, setNow);
  const values = useValues(variables);
  useSubject(loader, time, values);
  const busy = useSyncExternalStore(loader.watch, () => loader.busy);
  const interval = address.refresh ?? (dashboard.refresh || '');
  const theme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const { annotations, refresh: markAgain } = useAnnotations(dashboard, time, values, theme);
  const refreshAnnotations = useRef(markAgain);
  refreshAnnotations.current = markAgain;
  const refresh = useCallback(() => {
    loader.refresh();
    refreshAnnotations.current();
  }, [loader]);
  useAutoRefresh(
    parseDuration(interval),
    useCallback(() => loader.busy, [loader]),
    refresh,
  );
  const known = variables.data ?? NO_VARIABLES;
  const sections = useMemo(() => sectionsOf(dashboard.panels ?? [], known), [dashboard, known]);
  const panels = useMemo(() => allPanels(sections), [sections]);
  useLivePanels(loader, panels, time, setNow);
  const crosshair = useMemo(() => (dashboard.graphTooltip ? createCrosshairBus() : undefined), [dashboard]);
  useHotkeys([['Escape', (event) => isForPage(event) && leave(address, change)]]);

  const scope = useMemo<DashboardScope>(
    () => ({
      dashboard,
      user,
      loader,
      time,
      now,
      variables: known,
      blocked: variables.isError,
      theme,
      crosshair,
      annotations,
      setRange: (range) => change((search) => withRange(search, range)),
      viewPanel: (id) =>
        change((search) => withParameter(search, 'viewPanel', id === null ? null : String(id))),
    }),
    [dashboard, user, loader, time, now, known, variables.isError, theme, crosshair, annotations, change],
  );
  return (
    <ScopeProvider value={scope}>
      <div className={classes.bars} data-kiosk={address.kiosk}>
        <Toolbar
          range={rangeAt(time, now)}
          interval={interval}
          busy={busy}
          viewing={address.viewPanel !== null}
          onRefresh={refresh}
          onParameter={(name, value) => change((search) => withParameter(search, name, value))}
        />
        <VariablesBar
          variables={known}
          onChange={(name, chosen) => change((search) => withVariable(search, name, chosen))}
        />
        <AnnotationSwitches />
        {time.problem !== null && <p className={classes.problem}>{time.problem}</p>}
      </div>
      {variables.isError && <Trouble failure={variables.error} onRetry={() => variables.refetch()} />}
      <PanelGrid sections={sections} viewed={address.viewPanel} />
    </ScopeProvider>
  );
}

/** Escape inside a menu or a dialog closes that, not more. */
function isForPage(event: KeyboardEvent): boolean {
  return !(event.target instanceof Element && event.target.closest('[role=dialog], [role=menu]'));
}

/** Out of the single panel first, then out of the kiosk. */
function leave({ viewPanel, kiosk }: AddressState, change: ReturnType<typeof useAddress>['change']): void {
  if (viewPanel === null && !kiosk) return;
  change((search) => withParameter(search, viewPanel === null ? 'kiosk' : 'viewPanel', null));
}

function useLoader(uid: string, onAsk: (now: number) => void): PanelLoader {
  const [loader] = useState(
    () =>
      new PanelLoader({
        ask: (question, panels, onAnswer, signal) => askPanels(uid, question, panels, onAnswer, signal),
        clock: Date.now,
        soon: (work) => {
          const timer = setTimeout(work, 20);
          return () => clearTimeout(timer);
        },
      }),
  );
  useEffect(() => {
    loader.onAsk = onAsk;
    return () => loader.dispose();
  }, [loader, onAsk]);
  return loader;
}

/** What is chosen; null until the variables are known. */
function useValues({
  data,
  fetchStatus,
  isPending,
  isPlaceholderData,
}: ReturnType<typeof useVariables>): VariableValues | null {
  return useMemo(() => {
    const settled = fetchStatus === 'idle' && isPending ? NO_VARIABLES : data;
    if (settled === undefined || isPlaceholderData) return null;
    return Object.fromEntries(settled.map(({ name, current }) => [name, current.value]));
  }, [data, fetchStatus, isPending, isPlaceholderData]);
}

/** Tells the loader what to ask. Panels wait until the variables that they may name are known. */
function useSubject(loader: PanelLoader, time: DashboardScope['time'], values: VariableValues | null): void {
  useEffect(() => {
    if (values === null) return;
    loader.setSubject({
      key: JSON.stringify([time.raw, time.timeZone, values]),
      question: (now) => ({ ...rangeAt(time, commonMoment(now)), timezone: time.timeZone, values }),
    });
  }, [loader, time, values]);
}
