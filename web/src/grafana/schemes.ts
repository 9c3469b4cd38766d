import * as chromatic from 'd3-scale-chromatic';
import type { ThemeName } from './theme';

type Interpolator = (share: number) => string;

/** Of these low is light and high is dark; on a dark page that is turned round, so that little stays near the background. */
const sequential = new Set([
  'Blues',
  'Greens',
  'Greys',
  'Oranges',
  'Purples',
  'Reds',
  'BuGn',
  'BuPu',
  'GnBu',
  'OrRd',
  'PuBuGn',
  'PuBu',
  'PuRd',
  'RdPu',
  'YlGnBu',
  'YlGn',
  'YlOrBr',
  'YlOrRd',
]);

/** The colours of a named scheme from low to high; Grafana's names are those of d3. Unknown names are oranges. */
export function colorScheme(name: string, steps: number, reverse: boolean, theme: ThemeName): string[] {
  const all: Readonly<Record<string, unknown>> = chromatic;
  const found = all[`interpolate${name}`];
  const at = (typeof found === 'function' ? found : chromatic.interpolateOranges) as Interpolator;
  const known = typeof found === 'function' ? name : 'Oranges';
  const turned = (theme === 'dark' && sequential.has(known)) !== reverse;
  return Array.from({ length: steps }, (_, i) => {
    const share = steps > 1 ? i / (steps - 1) : 1;
    return at(turned ? 1 - share : share);
  });
}
