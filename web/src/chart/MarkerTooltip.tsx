import { useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { sanitizeHtml } from '../grafana/display';
import { formatTime } from '../grafana/time';
import type { Annotation } from '../panels/panel';
import { useSafeHtml } from '../ui/useSafeHtml';

/** More would not fit beside a chart; a shorter range takes them apart. */
const MOST_SHOWN = 5;

interface Props {
  /** The middle of the marker's upper edge, in the window. */
  x: number;
  y: number;
  annotations: Annotation[];
  timeZone: string;
}

/** What happened at a marker, above it. */
export function MarkerTooltip({ x, y, annotations, timeZone }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const { width = 0, height = 0 } = box.current?.getBoundingClientRect() ?? {};
    setSize((old) => (old.width === width && old.height === height ? old : { width, height }));
  });
  const left = Math.max(4, Math.min(x - size.width / 2, window.innerWidth - size.width - 4));
  const top = Math.max(4, y - size.height - 4);
  const more = annotations.length - MOST_SHOWN;
  return createPortal(
    <div ref={box} className="andon-tooltip andon-events" role="tooltip" style={{ left, top }}>
      {annotations.slice(0, MOST_SHOWN).map((annotation, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two events may be equal in all that they say
        <Event key={i} annotation={annotation} timeZone={timeZone} />
      ))}
      {more > 0 && <p className="andon-events-more">and {more} more; a shorter range takes them apart</p>}
    </div>,
    document.body,
  );
}

function Event({ annotation, timeZone }: { annotation: Annotation; timeZone: string }) {
  const { source, title, text, tags, color } = annotation;
  return (
    <article>
      <div className="andon-tooltip-title">
        <span className="andon-mark" style={{ background: color }} />
        {timeText(annotation, timeZone)}
      </div>
      <strong>{title ?? source}</strong>
      {text !== undefined && <EventText html={text} />}
      {tags.length > 0 && (
        <ul aria-label="Tags">
          {tags.map((tag) => (
            <li key={tag}>{tag}</li>
          ))}
        </ul>
      )}
    </article>
  );
}

function EventText({ html }: { html: string }) {
  return <div className="andon-events-text" {...useSafeHtml<HTMLDivElement>(html)} />;
}

/** When it happened, or from when to when it lasted. */
export function timeText({ time, timeEnd }: Annotation, timeZone: string): string {
  const from = formatTime(time, timeZone);
  return timeEnd === undefined ? from : `${from} – ${formatTime(timeEnd, timeZone)}`;
}

/** HTML as it is read aloud: the words that are seen. A document of its own loads and runs nothing. */
export function plainText(html: string): string {
  return new DOMParser().parseFromString(sanitizeHtml(html), 'text/html').body.textContent?.trim() ?? '';
}
