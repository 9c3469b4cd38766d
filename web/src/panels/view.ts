import type { ComponentType, LazyExoticComponent } from 'react';
import type { Prepared } from '../grafana/frames';
import type { PanelModel, PanelViewProps } from './panel';

/** What a panel type gets: everything the dashboard knows, and the frames with Grafana's field rules applied. */
export interface ViewProps extends PanelViewProps {
  prepared: Prepared;
}

/** Option paths of the file that a view reads, so that the rest can be named as not supported. */
export interface Understood {
  /** Paths below `options`; a path covers everything below it. */
  options: readonly string[];
  /** Names below `fieldConfig.defaults.custom`. */
  custom: readonly string[];
  /** Options that every field has and this view does not follow. */
  unread?: readonly string[];
  /** Paths that are read, but not with every value. */
  limited?: Readonly<Record<string, readonly unknown[]>>;
  /** Paths that are not read, with the values that change nothing; from `options.` or `custom.` on. */
  harmless?: Readonly<Record<string, readonly unknown[]>>;
}

/** An answer that is for lines alone need not hold the rows that no line shows. */
export interface Drawing {
  /** All lines run over missing values. */
  connected: boolean;
}

export interface PanelType {
  View: LazyExoticComponent<ComponentType<ViewProps>>;
  /** What the type assumes of fields when the file says nothing. */
  assumed: Record<string, unknown>;
  understood: Understood;
  /** How a panel draws its answer, null where every row of it counts; absent: it always does. */
  drawingOf?: (panel: PanelModel) => Drawing | null;
}
