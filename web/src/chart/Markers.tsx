import './markers.css';
import { type FocusEvent, type KeyboardEvent, useMemo, useState } from 'react';
import { formatTime } from '../grafana/time';
import type { Annotation, TimeRange } from '../panels/panel';
import { MarkerTooltip, plainText, timeText } from './MarkerTooltip';
import { MARKER_SIZE, type Marker, markersOf, type PlotBox } from './marks';

interface Props {
  annotations: Annotation[];
  range: TimeRange;
  timeZone: string;
  box: PlotBox;
}

interface Open {
  index: number;
  x: number;
  y: number;
}

/** The handles of annotations at the time axis: one stop of the Tab key, and the arrow keys go from one to the next. */
export function Markers({ annotations, range, timeZone, box }: Props) {
  const markers = useMemo(() => markersOf(annotations, range, box.width), [annotations, range, box.width]);
  const [open, setOpen] = useState<Open | null>(null);
  const [stop, setStop] = useState(0);
  if (markers.length === 0) return null;
  const show = (index: number, element: Element) => {
    const { left, top } = element.getBoundingClientRect();
    setOpen({ index, x: left + MARKER_SIZE / 2, y: top });
  };
  const shown = open === null ? undefined : markers[open.index];
  const current = Math.min(stop, markers.length - 1);
  return (
    <div
      className="andon-markers"
      role="toolbar"
      aria-label="Annotations"
      onKeyDown={(event) => walk(event, () => setOpen(null))}
    >
      {markers.map((marker, i) => (
        <button
          key={`${marker.annotations[0]?.source} ${marker.annotations[0]?.time}`}
          type="button"
          className="andon-marker"
          tabIndex={i === current ? 0 : -1}
          aria-label={labelOf(marker, timeZone)}
          style={{
            left: box.left + marker.x - MARKER_SIZE / 2,
            top: box.top + box.height - 8,
            color: marker.color,
          }}
          onPointerEnter={(event) => show(i, event.currentTarget)}
          onPointerLeave={() => setOpen(null)}
          onFocus={(event: FocusEvent) => {
            setStop(i);
            show(i, event.currentTarget);
          }}
          onBlur={() => setOpen(null)}
          onClick={(event) => show(i, event.currentTarget)}
        >
          <svg viewBox="0 0 24 16" width="24" height="16" aria-hidden="true">
            <path d="M12 2 L18 12 H6 Z" />
          </svg>
          {marker.annotations.length > 1 && <span>{countText(marker.annotations.length)}</span>}
        </button>
      ))}
      {open && shown && (
        <MarkerTooltip x={open.x} y={open.y} annotations={shown.annotations} timeZone={timeZone} />
      )}
    </div>
  );
}

function countText(count: number): string {
  return count > 99 ? '99+' : String(count);
}

function labelOf({ annotations }: Marker, timeZone: string): string {
  const [first] = annotations;
  const last = annotations[annotations.length - 1];
  if (first === undefined || last === undefined) return '';
  if (annotations.length > 1) {
    const names = [...new Set(annotations.map(({ source }) => source))].join(', ');
    return `${annotations.length} annotations of ${names}, ${formatTime(first.time, timeZone)} to ${formatTime(last.time, timeZone)}`;
  }
  const { source, title, text, tags } = first;
  const words = [title, text && plainText(text)].filter(Boolean).join(', ') || source;
  return [words, timeText(first, timeZone), ...tags].join(', ');
}

function walk(event: KeyboardEvent<HTMLElement>, close: () => void) {
  if (event.key === 'Escape') {
    close();
    event.stopPropagation();
    return;
  }
  const all = [...event.currentTarget.querySelectorAll('button')];
  const at = all.indexOf(document.activeElement as HTMLButtonElement);
  const targets: Record<string, number> = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    Home: 0,
    End: all.length - 1,
  };
  const next = targets[event.key];
  if (next === undefined) return;
  event.preventDefault();
  all[Math.min(all.length - 1, Math.max(0, next))]?.focus();
}
