import { lazy } from 'react';
import { barChartType } from './barchart/definition';
import { barGaugeType } from './bargauge/definition';
import { gaugeType } from './gauge/definition';
import { heatmapType } from './heatmap/definition';
import { histogramType } from './histogram/definition';
import type { PanelModel } from './panel';
import { pieChartType } from './piechart/definition';
import { statType } from './stat/definition';
import { stateTimelineType } from './statetimeline/definition';
import { statusHistoryType } from './statushistory/definition';
import { tableType } from './table/definition';
import { textType } from './text/definition';
import { timeSeriesType } from './timeseries/definition';
import type { Drawing, PanelType } from './view';

/** Panel types by the id in dashboard files. A view is loaded when the first panel of its type is shown. */
const types: Readonly<Record<string, PanelType>> = {
  timeseries: { ...timeSeriesType, View: lazy(() => import('./timeseries/TimeSeriesView')) },
  stat: { ...statType, View: lazy(() => import('./stat/StatView')) },
  gauge: { ...gaugeType, View: lazy(() => import('./gauge/GaugeView')) },
  bargauge: { ...barGaugeType, View: lazy(() => import('./bargauge/BarGaugeView')) },
  table: { ...tableType, View: lazy(() => import('./table/TableView')) },
  'state-timeline': { ...stateTimelineType, View: lazy(() => import('./statetimeline/StateTimelineView')) },
  'status-history': { ...statusHistoryType, View: lazy(() => import('./statushistory/StatusHistoryView')) },
  piechart: { ...pieChartType, View: lazy(() => import('./piechart/PieChartView')) },
  barchart: { ...barChartType, View: lazy(() => import('./barchart/BarChartView')) },
  heatmap: { ...heatmapType, View: lazy(() => import('./heatmap/HeatmapView')) },
  histogram: { ...histogramType, View: lazy(() => import('./histogram/HistogramView')) },
  text: { ...textType, View: lazy(() => import('./text/TextView')) },
};

/** Types that Grafana itself has replaced; the new one shows the same data, but reads other options. */
const successors: Readonly<Record<string, string>> = {
  graph: 'timeseries',
  singlestat: 'stat',
  'grafana-singlestat-panel': 'stat',
  'table-old': 'table',
  text2: 'text',
};

/** Null where every row of the answer counts. */
export function drawingOf(panel: PanelModel): Drawing | null {
  return types[panel.type]?.drawingOf?.(panel) ?? null;
}

export interface FoundType {
  type: PanelType;
  /** The id under which it was found, when the file has an older one. */
  successor?: string;
}

export function findPanelType(id: string): FoundType | undefined {
  const successor = successors[id];
  const type = types[successor ?? id];
  return type && (successor ? { type, successor } : { type });
}
