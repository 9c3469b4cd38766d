const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const STEPS: [size: number, unit: string, finer: number, finerUnit: string][] = [
  [DAY, 'd', HOUR, 'h'],
  [HOUR, 'h', MINUTE, 'min'],
  [MINUTE, 'min', SECOND, 's'],
];

/** In the two largest units: "3 d 4 h", "5 min", "12 s"; below ten seconds to a tenth. */
export function duration(milliseconds: number): string {
  for (const [size, unit, finer, finerUnit] of STEPS) {
    // What rounds to a whole larger unit belongs to that one: never "60 s".
    const rounded = Math.round(milliseconds / finer) * finer;
    if (rounded < size) continue;
    const rest = Math.round((rounded % size) / finer);
    return `${Math.floor(rounded / size)} ${unit}${rest === 0 ? '' : ` ${rest} ${finerUnit}`}`;
  }
  const seconds = milliseconds / SECOND;
  return `${seconds < 9.95 ? Number(seconds.toFixed(1)) : Math.round(seconds)} s`;
}

/** How long before `now` something was, in one unit: enough to see whether it is a while ago. */
export function ago(time: number, now: number): string {
  const age = now - time;
  if (age < SECOND) return 'now';
  if (age < MINUTE) return `${Math.floor(age / SECOND)} s ago`;
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min ago`;
  if (age < 2 * DAY) return `${Math.floor(age / HOUR)} h ago`;
  return `${Math.floor(age / DAY)} d ago`;
}
