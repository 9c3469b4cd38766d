import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { PanelModel } from '../../panels/panel';
import { commonMoment } from './dashboardTime';
import { asksSomething, drawnQuestionOf, isTooCoarse } from './panelQuestion';
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
    loader.show(panel.id, (now) => drawnQuestionOf(panel, currentWidth.current, time, commonMoment(now)));
    return () => loader.hide(panel.id);
  }, [loader, panel, time, ready]);
  const state = useSyncExternalStore(loader.watch, () => loader.state(panel.id));
  const tooCoarse = ready && !state.asking && isTooCoarse(state.answer, width);
  useEffect(() => {
    if (tooCoarse) loader.again([panel.id]);
  }, [loader, panel.id, tooCoarse]);
  return state;
}
