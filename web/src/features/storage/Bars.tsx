import classes from './Bars.module.css';

export interface Bar {
  key: number;
  /** When it is, and how much. */
  title: string;
  /** From the bottom upwards. */
  parts: number[];
}

interface Props {
  bars: Bar[];
  /** What the whole says, for those who do not see it. */
  label: string;
  top: string;
  first: string;
  last: string;
}

const HEIGHT = 100;

/** Few bars must not look like walls: there is room for some more, and none is wider than this, in pixels. */
const LEAST_ROOM = 4;
const WIDEST = 56;

/** Bars that begin at nothing. Drawn in a box that stretches, so that the page needs no script to fit them. */
export function Bars({ bars, label, top, first, last }: Props) {
  const highest = Math.max(...bars.map(({ parts }) => total(parts)), 1);
  const room = Math.max(bars.length, LEAST_ROOM);
  return (
    <div className={classes.chart} style={{ maxWidth: room * WIDEST }}>
      <div className={classes.top}>{top}</div>
      <svg
        className={classes.bars}
        viewBox={`0 0 ${room} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
      >
        {bars.map((bar, i) => (
          <g key={bar.key}>
            <title>{bar.title}</title>
            <rect className={classes.space} x={i} y={0} width={1} height={HEIGHT} />
            {stacked(bar.parts).map(({ part, from, to }) => (
              <rect
                key={part}
                className={classes.bar}
                data-part={part}
                x={i + 0.1}
                y={HEIGHT * (1 - to / highest)}
                width={0.8}
                height={(HEIGHT * (to - from)) / highest}
              />
            ))}
          </g>
        ))}
      </svg>
      <div className={classes.ends}>
        <span>{first}</span>
        <span>{last}</span>
      </div>
    </div>
  );
}

function total(parts: number[]): number {
  return parts.reduce((sum, part) => sum + part, 0);
}

function stacked(parts: number[]) {
  let from = 0;
  return parts.map((size, part) => {
    const to = from + size;
    const place = { part, from, to };
    from = to;
    return place;
  });
}
