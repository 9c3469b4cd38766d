import { colorManipulator, createTheme, type GrafanaTheme2 } from '@grafana/data';

export type ThemeName = 'light' | 'dark';

const themes: Record<ThemeName, GrafanaTheme2> = {
  dark: createTheme({ colors: { mode: 'dark' } }),
  light: createTheme({ colors: { mode: 'light' } }),
};

export function grafanaTheme(name: ThemeName): GrafanaTheme2 {
  return themes[name];
}

const unknownColor = '#808080';

/** What cannot be read as a colour is grey, as in Grafana, rather than an error in the middle of drawing. */
function readable(color: string): string {
  return /^(#[\da-f]{3,8}|(rgb|hsl)a?\(.+\))$/i.test(color) ? color : unknownColor;
}

/** A colour of a dashboard file (`red`, `semi-dark-blue`, `#73BF69`, `rgb(…)`) as CSS. */
export function resolveColor(name: string, theme: ThemeName): string {
  return readable(themes[theme].visualization.getColorByName(name));
}

/** The same colour, changed no more than it takes to be seen on a panel: a thin mark needs a contrast of 3 to 1. */
export function legibleColor(name: string, theme: ThemeName): string {
  const background = themes[theme].colors.background.primary;
  const change = theme === 'light' ? darken : lighten;
  const solid = withoutAlpha(resolveColor(name, theme));
  const steps = Array.from({ length: 10 }, (_, i) => (i === 0 ? solid : change(solid, i / 10)));
  const legible = (color: string) => colorManipulator.getContrastRatio(color, background) >= 3;
  return steps.find(legible) ?? canvas[theme].text;
}

function withoutAlpha(color: string): string {
  return `rgb(${channels(color).slice(0, 3).map(Math.round).join(', ')})`;
}

/** The colours that series get in turn when nothing else is asked for. */
export function classicPalette(theme: ThemeName): string[] {
  return themes[theme].visualization.palette.map((name) => resolveColor(name, theme));
}

/** More transparent than before: what is see-through already stays so. */
export function withAlpha(color: string, alpha: number): string {
  const [, , , own = 1] = channels(color);
  return colorManipulator.alpha(readable(color), own * alpha);
}

/** Black or white, whichever reads better on `background`. */
export function textOn(background: string, theme: ThemeName): string {
  return themes[theme].colors.getContrastText(readable(background));
}

export function darken(color: string, by: number): string {
  return colorManipulator.darken(readable(color), by);
}

export function lighten(color: string, by: number): string {
  return colorManipulator.lighten(readable(color), by);
}

/** Red, green and blue up to 255, and the opacity up to 1 when the colour has one. */
function channels(color: string): number[] {
  return colorManipulator.decomposeColor(colorManipulator.asHexString(readable(color))).values;
}

/** The colour that is seen when `color` lies on `background` with this opacity. */
export function blend(color: string, background: string, opacity: number): string {
  const over = channels(color);
  const under = channels(background);
  const mixed = over
    .slice(0, 3)
    .map((part, i) => Math.round(part * opacity + (under[i] ?? 0) * (1 - opacity)));
  return `rgb(${mixed.join(', ')})`;
}

/** What is drawn on a canvas cannot read CSS variables; these are the few colours it needs. */
export interface CanvasColors {
  text: string;
  dimmed: string;
  grid: string;
  border: string;
  panel: string;
  /** The part of a gauge that is not reached. */
  track: string;
}

const canvas: Record<ThemeName, CanvasColors> = {
  dark: {
    text: 'rgb(204, 204, 220)',
    dimmed: 'rgba(204, 204, 220, 0.65)',
    grid: 'rgba(240, 250, 255, 0.09)',
    border: 'rgba(204, 204, 220, 0.25)',
    panel: themes.dark.colors.background.primary,
    track: 'rgba(204, 204, 220, 0.09)',
  },
  light: {
    text: 'rgb(36, 41, 46)',
    dimmed: 'rgba(36, 41, 46, 0.75)',
    grid: 'rgba(0, 10, 23, 0.09)',
    border: 'rgba(36, 41, 46, 0.3)',
    panel: themes.light.colors.background.primary,
    track: 'rgba(36, 41, 46, 0.08)',
  },
};

export function canvasColors(theme: ThemeName): CanvasColors {
  return canvas[theme];
}
