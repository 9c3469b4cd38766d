import { useCallback, useState } from 'react';
import type { PlotBox } from './marks';

/** Where the plot lies, once it was drawn. */
export function usePlotBox(): [PlotBox | null, (box: PlotBox) => void] {
  const [box, setBox] = useState<PlotBox | null>(null);
  const follow = useCallback(
    (next: PlotBox) => setBox((old) => (old !== null && isSame(old, next) ? old : next)),
    [],
  );
  return [box, follow];
}

function isSame(a: PlotBox, b: PlotBox): boolean {
  return a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height;
}
