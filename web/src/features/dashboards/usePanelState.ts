import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { PanelModel } from '../../panels/panel';
import { commonMoment } from './dashboardTime';
import { asksSomething, questionOf } from './panelQuestion';
import type { PanelState } from './panelState';
import { useScope } from './scope';

/** What is known of a panel. It is asked for while it is in view and laid out. */
export function usePanelState(panel: PanelModel, width: number, inView: boolean): PanelState {
  const { loader, time } = useScope();
  const currentWidth = useRef(width);
  currentWidth.current = width;
  const ready = inView && width > 0 && asksSomething(panel);
  useEffect(() => {
    if (!ready) return;
    loader.show(panel.id, (now) => questionOf(panel, currentWidth.current, time, commonMoment(now)));
    return () => loader.hide(panel.id);
  }, [loader, panel, time, ready]);
  return useSyncExternalStore(loader.watch, () => loader.state(panel.id));
}
