import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { LiveFilter } from '../../api/live';
import { useLive } from '../../api/useLive';
import type { PanelModel } from '../../panels/panel';
import type { DashboardTime } from './dashboardTime';
import { bindingsIn, LivePanels } from './LivePanels';
import { filterFor } from './liveFrames';
import type { PanelLoader } from './PanelLoader';

/** Keeps the page subscribed to exactly what its answers say can change them. */
export function useLivePanels(
  loader: PanelLoader,
  panels: PanelModel[],
  time: DashboardTime,
  slide: (now: number) => void,
): void {
  const live = useLive();
  const wanted = useSyncExternalStore(loader.watch, () =>
    JSON.stringify(filterFor(bindingsIn(loader, panels, time))),
  );
  const filter = useMemo(() => JSON.parse(wanted) as LiveFilter | null, [wanted]);
  useEffect(() => {
    if (filter === null) return;
    const session = new LivePanels({ loader, panels, time, slide });
    const leave = live.subscribe(filter, session);
    return () => {
      leave();
      session.dispose();
    };
  }, [live, filter, loader, panels, time, slide]);
}
