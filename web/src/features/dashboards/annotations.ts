import type { AnnotationAnswer, AnnotationDefinition, DashboardModel } from '../../api/dashboards';
import { legibleColor, type ThemeName } from '../../grafana/theme';
import type { Annotation, PanelModel } from '../../panels/panel';

/** An annotation of the file that Andon can ask about. */
export interface AnnotationSource {
  /** In the file's list. */
  place: number;
  name: string;
  color: string;
  /** Has a switch in the bar. */
  offered: boolean;
  filter: AnnotationDefinition['filter'];
}

/** What is known of one that is switched on. */
export interface Marked {
  source: AnnotationSource;
  events: Annotation[];
  /** One sentence for each thing that its reader should know. */
  notes: string[];
  failed: boolean;
}

const GRAFANAS_OWN = '-- Grafana --';

export function sourcesOf({ annotations }: DashboardModel, theme: ThemeName): AnnotationSource[] {
  return (annotations?.list ?? []).flatMap((definition, place) =>
    isKeptByGrafana(definition)
      ? []
      : [
          {
            place,
            name: definition.name || 'Annotation',
            color: legibleColor(definition.iconColor || 'red', theme),
            offered: !definition.hide,
            filter: definition.filter,
          },
        ],
  );
}

/** The places of those that the file switches on. */
export function switchedOn({ annotations }: DashboardModel): ReadonlySet<number> {
  const list = annotations?.list ?? [];
  return new Set(list.flatMap(({ enable }, place) => (enable === false ? [] : [place])));
}

/** Written down in Grafana itself, or by its alerts: not in the file, and Andon keeps none yet. */
export function isKeptByGrafana({ builtIn, datasource }: AnnotationDefinition): boolean {
  const uid =
    typeof datasource === 'object' && datasource !== null && 'uid' in datasource
      ? datasource.uid
      : datasource;
  return Boolean(builtIn) || uid === GRAFANAS_OWN;
}

export function markedOf(
  source: AnnotationSource,
  answer: AnnotationAnswer | undefined,
  failure: Error | null,
): Marked {
  const { name, color } = source;
  const trouble = answer?.error ?? failure?.message;
  const sentences = [...(trouble === undefined ? [] : [`Not drawn: ${trouble}`]), ...(answer?.notices ?? [])];
  return {
    source,
    events: (answer?.events ?? []).map((event) => ({ ...event, source: name, color })),
    notes: sentences.map((sentence) => `Annotation “${name}”: ${sentence}`),
    failed: trouble !== undefined,
  };
}

/** What is marked on a panel. A copy that a repeat made is the panel of the file here. */
export function annotationsOn(panel: PanelModel, marked: Marked[]): Annotation[] {
  const id = panel.sourceId ?? panel.id;
  return marked.flatMap(({ source, events }) => (isOn(source, id) ? events : []));
}

function isOn({ filter }: AnnotationSource, id: number): boolean {
  const ids = filter?.ids ?? [];
  return ids.length === 0 || ids.includes(id) !== (filter?.exclude === true);
}
