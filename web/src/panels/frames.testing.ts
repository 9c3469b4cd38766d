import { type Prepared, prepareFrames } from '../grafana/frames';
import { vector } from '../grafana/vectors.testing';
import type { FrameJson, PanelModel, PanelViewProps } from './panel';
import { findPanelType } from './registry';
import type { ViewProps } from './view';

export const range = { from: Date.parse('2025-03-19T08:00:00Z'), to: Date.parse('2025-03-19T10:00:00Z') };
export const minute = 60_000;

/** A panel of one of the recorded dashboards. */
export function recordedPanel(
  dashboard: 'guide' | 'timeseries' | 'single' | 'tables',
  title: string,
): PanelModel {
  const { panels } = vector<{ panels: PanelModel[] }>(`dashboards/${dashboard}.json`);
  const panel = panels.find((candidate) => candidate.title === title);
  if (!panel) {
    throw new Error(`no panel ${title}`);
  }
  return panel;
}

type Column = [name: string, values: unknown[], labels?: Record<string, string>];

/** A frame with a time column, one point a minute, and the given columns. */
export function timeFrame(...columns: Column[]): FrameJson {
  const times = (columns[0]?.[1] ?? []).map((_, i) => range.from + i * minute);
  return frame(['Time', times], ...columns);
}

export function frame(...columns: Column[]): FrameJson {
  return {
    schema: {
      refId: 'A',
      fields: columns.map(([name, values, labels]) => ({
        name,
        type: typeOf(name, values),
        ...(labels && { labels }),
      })),
    },
    data: { values: columns.map(([, values]) => values) },
  };
}

function typeOf(name: string, values: unknown[]): string {
  const first = values.find((value) => value !== null);
  return /time/i.test(name) ? 'time' : first === undefined ? 'number' : typeof first;
}

const asIs = (text: string) => text;

export function prepare(panel: PanelModel, frames: FrameJson[]): Prepared {
  const defaults = findPanelType(panel.type)?.type.assumed ?? {};
  return prepareFrames(frames, { panel, defaults, theme: 'dark', timeZone: 'utc', replaceVariables: asIs });
}

export function viewProps(
  panel: PanelModel,
  frames: FrameJson[],
  more: Partial<PanelViewProps> = {},
): ViewProps {
  return {
    panel,
    frames,
    range,
    timeZone: 'utc',
    theme: 'dark',
    width: 600,
    height: 300,
    replaceVariables: asIs,
    prepared: prepare(panel, frames),
    ...more,
  };
}

export function panelOf(type: string, more: Partial<PanelModel> = {}): PanelModel {
  return { id: 1, type, title: 'Panel', gridPos: { x: 0, y: 0, w: 12, h: 8 }, ...more };
}
