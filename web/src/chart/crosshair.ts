import type { CrosshairBus } from '../panels/panel';

export function createCrosshairBus(): CrosshairBus {
  const listeners = new Set<(source: symbol, time: number | null) => void>();
  return {
    publish: (source, time) => {
      for (const listener of listeners) listener(source, time);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
