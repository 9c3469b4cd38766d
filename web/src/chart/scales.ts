import uPlot from 'uplot';
import type { ScaleSpec } from './spec';

type Range = [number, number];

/** The ends of an axis for data between `dataMin` and `dataMax`, both null when there is nothing to show. */
export function axisRange(scale: ScaleSpec, dataMin: number | null, dataMax: number | null): Range {
  const [low, high] = unlimited(scale, dataMin, dataMax);
  const min = scale.min ?? (scale.percent ? Math.min(0, dataMin ?? 0) : low);
  const max = scale.max ?? (scale.percent ? 1 : high);
  return min < max ? [min, max] : [min, min + (Math.abs(min) || 1)];
}

function unlimited(scale: ScaleSpec, dataMin: number | null, dataMax: number | null): Range {
  const { distribution } = scale;
  if (distribution.type === 'log') {
    return logRange(distribution.base, dataMin, dataMax);
  }
  if (dataMin === null || dataMax === null) {
    const min = scale.softMin ?? 0;
    return [min, scale.softMax ?? min + 100];
  }
  if (distribution.type === 'symlog') {
    return uPlot.rangeAsinh(dataMin, dataMax, distribution.base, true) as Range;
  }
  if (scale.centeredZero) {
    const reach = Math.max(
      Math.abs(dataMin),
      Math.abs(dataMax),
      Math.abs(scale.softMin ?? 0),
      scale.softMax ?? 0,
    );
    return padded(scale, -reach || -1, reach || 1);
  }
  return padded(scale, dataMin, dataMax);
}

/** Zero is taken in when the data nearly reaches it; a soft limit whenever the data does not pass it. */
function padded({ softMin, softMax }: ScaleSpec, dataMin: number, dataMax: number): Range {
  return uPlot.rangeNum(dataMin, dataMax, {
    min: { pad: 0.1, soft: softMin ?? 0, mode: softMin === undefined ? 3 : 1 },
    max: { pad: 0.1, soft: softMax ?? 0, mode: softMax === undefined ? 3 : 1 },
  }) as Range;
}

function logRange(base: 2 | 10, dataMin: number | null, dataMax: number | null): Range {
  if (dataMin === null || dataMax === null || dataMax <= 0) {
    return [1, base];
  }
  return uPlot.rangeLog(dataMin > 0 ? dataMin : dataMax / base, dataMax, base, true) as Range;
}

/** 1, 2, 5, … 512 bytes, then the same in KiB, and so on. */
export const binarySteps: number[] = Array.from({ length: 53 }, (_, i) => 2 ** i);

/** Tick texts with just enough decimals that no two of them are equal; where that cannot be, the second stays blank. */
export function tickTexts(scale: ScaleSpec, ticks: number[], decimals: number): string[] {
  for (let extra = 0; ; extra++) {
    const texts = ticks.map((tick) => scale.tick(tick, decimals + extra));
    if (scale.fixedDecimals || extra === 3 || new Set(texts).size === texts.length) {
      return texts.map((text, i) => (text === texts[i - 1] ? '' : text));
    }
  }
}

/** Of a symmetric log axis only zero and the powers are worth a line. */
export function powersOnly(ticks: number[], base: number): (number | null)[] {
  return ticks.map((tick) => {
    const power = Math.log(Math.abs(tick)) / Math.log(base);
    return tick === 0 || Math.abs(power - Math.round(power)) < 1e-9 ? tick : null;
  });
}
