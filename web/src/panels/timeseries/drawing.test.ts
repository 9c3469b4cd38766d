import { describe, expect, it } from 'vitest';
import { panelOf } from '../frames.testing';
import type { PanelModel } from '../panel';
import { drawingOf } from '../registry';

const drawn = (more: Partial<PanelModel>) => drawingOf({ ...panelOf('timeseries'), ...more });
const custom = (values: Record<string, unknown>) => drawn({ fieldConfig: { defaults: { custom: values } } });
const override = (id: string, value: unknown, matcher = { id: 'byName' }) =>
  drawn({ fieldConfig: { defaults: {}, overrides: [{ matcher, properties: [{ id, value }] }] } });
const calcs = (...names: string[]) => drawn({ options: { legend: { calcs: names } } });

describe('drawingOf', () => {
  it('is given for lines, however they are drawn', () => {
    expect(drawn({})).toEqual({ connected: false });
    for (const values of [
      { lineInterpolation: 'stepAfter' },
      { fillBelowTo: 'lo', fillOpacity: 30 },
      { spanNulls: 3_600_000, insertNulls: 60_000 },
      { stacking: { mode: 'none', group: 'A' } },
      { showPoints: 'auto' },
    ]) {
      expect(custom(values)).toEqual({ connected: false });
    }
  });

  it('says whether all lines run over gaps', () => {
    expect(custom({ spanNulls: true })).toEqual({ connected: true });
    expect(override('custom.spanNulls', true)).toEqual({ connected: false });
  });

  it('is not given for what shows each value or sums them up', () => {
    for (const values of [
      { drawStyle: 'bars' },
      { drawStyle: 'points' },
      { showPoints: 'always' },
      { stacking: { mode: 'normal', group: 'A' } },
      { stacking: { mode: 'percent', group: 'A' } },
    ]) {
      expect(custom(values)).toBeNull();
    }
    expect(override('custom.drawStyle', 'bars')).toBeNull();
    expect(override('custom.stacking', { mode: 'normal' })).toBeNull();
    expect(override('color', {}, { id: 'byValue' })).toBeNull();
  });

  it('is not given where the legend counts on every row', () => {
    expect(calcs('min', 'max', 'lastNotNull', 'range', 'mean', 'sum', 'count')).toEqual({ connected: false });
    for (const calc of ['median', 'stdDev', 'p95', 'delta', 'distinctCount', 'changeCount']) {
      expect(calcs('max', calc)).toBeNull();
    }
    expect(drawn({ options: { legend: { showLegend: false, calcs: ['median'] } } })).not.toBeNull();
  });

  it('is not given where a transformation looks at rows', () => {
    const transformed = (id: string, disabled = false) => drawn({ transformations: [{ id, disabled }] });
    expect(transformed('organize')).not.toBeNull();
    expect(transformed('reduce', true)).not.toBeNull();
    for (const id of ['reduce', 'calculateField', 'filterByValue', 'groupBy', 'joinByField', 'unheardOf']) {
      expect(transformed(id)).toBeNull();
    }
  });

  it('is not given when the file wants all, nor for other types', () => {
    expect(drawn({ options: { drawAllPoints: true } })).toBeNull();
    for (const type of ['stat', 'table', 'graph', 'barchart', 'state-timeline', 'text', 'unheardOf']) {
      expect(drawn({ type })).toBeNull();
    }
  });
});
