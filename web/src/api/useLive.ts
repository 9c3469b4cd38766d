import { createContext, useContext, useSyncExternalStore } from 'react';
import type { LiveConnection, LiveState } from './live';

const LiveContext = createContext<LiveConnection | null>(null);

export const LiveProvider = LiveContext.Provider;

export function useLive(): LiveConnection {
  const live = useContext(LiveContext);
  if (live === null) throw new Error('The page offers no live connection: LiveProvider is missing');
  return live;
}

export function useLiveState(): LiveState {
  const live = useLive();
  return useSyncExternalStore(live.watchState, () => live.state);
}
