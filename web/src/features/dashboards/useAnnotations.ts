import { useQueries } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { type DashboardModel, fetchAnnotation, type VariableValues } from '../../api/dashboards';
import type { ThemeName } from '../../grafana/theme';
import { type AnnotationSource, type Marked, markedOf, sourcesOf, switchedOn } from './annotations';
import { commonMoment, type DashboardTime, rangeAt } from './dashboardTime';

export interface Annotations {
  sources: AnnotationSource[];
  on: ReadonlySet<number>;
  marked: Marked[];
  toggle(place: number): void;
}

/** Panels that follow live samples need no refresh; what is marked on them comes that often then. */
const BESIDE_LIVE_POINTS = 60_000;

/**
 * The events that the dashboard marks, each annotation asked by itself so that a slow one keeps no other waiting. They wait for
 * the variables, as panels do.
 */
export function useAnnotations(
  dashboard: DashboardModel,
  time: DashboardTime,
  values: VariableValues | null,
  theme: ThemeName,
): { annotations: Annotations; refresh: () => void } {
  const sources = useMemo(() => sourcesOf(dashboard, theme), [dashboard, theme]);
  const [on, setOn] = useState(() => switchedOn(dashboard));
  const wanted = useMemo(() => sources.filter(({ place }) => on.has(place)), [sources, on]);
  const key = JSON.stringify(values);
  const answers = useQueries({
    queries: wanted.map(({ place }) => ({
      queryKey: ['annotations', dashboard.uid, place, key, time.timeZone, time.raw],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        fetchAnnotation(
          dashboard.uid,
          {
            ...rangeAt(time, commonMoment(Date.now())),
            timezone: time.timeZone,
            values: values ?? {},
          },
          place,
          signal,
        ),
      enabled: values !== null,
      staleTime: 0,
      retry: false,
      refetchInterval: time.raw.to.includes('now') ? BESIDE_LIVE_POINTS : (false as const),
    })),
  });
  const state = JSON.stringify(
    answers.map(({ dataUpdatedAt, errorUpdatedAt }) => [dataUpdatedAt, errorUpdatedAt]),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list of answers is new each time; its state says when it differs
  const marked = useMemo(
    () =>
      wanted.flatMap((source, i) => {
        const answer = answers[i];
        return answer === undefined ? [] : [markedOf(source, answer.data, answer.error)];
      }),
    [wanted, state],
  );
  const refresh = () => {
    for (const { refetch, fetchStatus } of answers) {
      if (values !== null && fetchStatus === 'idle') void refetch();
    }
  };
  const toggle = useCallback(
    (place: number) =>
      setOn((old) => {
        const next = new Set(old);
        if (!next.delete(place)) next.add(place);
        return next;
      }),
    [],
  );
  const annotations = useMemo(() => ({ sources, on, marked, toggle }), [sources, on, marked, toggle]);
  return { annotations, refresh };
}
