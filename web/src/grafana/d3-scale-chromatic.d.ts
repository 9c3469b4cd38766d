/** Comes with @grafana/data, without types: functions named `interpolate…` from 0–1 to a CSS colour, beside lists of colours. */
declare module 'd3-scale-chromatic' {
  export function interpolateOranges(share: number): string;
}
