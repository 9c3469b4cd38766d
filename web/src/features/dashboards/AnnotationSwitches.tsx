import { TriangleAlert } from 'lucide-react';
import classes from './AnnotationSwitches.module.css';
import { useScope } from './scope';

/** A switch for each annotation that the file offers. One that is not offered appears when it fails. */
export function AnnotationSwitches() {
  const { sources, on, marked, toggle } = useScope().annotations;
  const failed = new Set(marked.filter((each) => each.failed).map(({ source }) => source.place));
  const shown = sources.filter(({ place, offered }) => offered || failed.has(place));
  if (shown.length === 0) return null;
  return (
    <section className={classes.bar} aria-label="Annotations">
      {shown.map(({ place, name, color }) => (
        <button
          key={place}
          type="button"
          className={classes.switch}
          aria-pressed={on.has(place)}
          title={on.has(place) ? `Hide the annotations of ${name}` : `Show the annotations of ${name}`}
          onClick={() => toggle(place)}
        >
          <span className={classes.color} style={{ color }} aria-hidden />
          <span className={classes.name}>{name}</span>
          {failed.has(place) && (
            <TriangleAlert size={14} className={classes.failed} aria-label="failed; see the notes" />
          )}
        </button>
      ))}
    </section>
  );
}
