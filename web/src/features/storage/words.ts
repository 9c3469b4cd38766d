const UNITS: Record<string, [one: string, many: string]> = {
  m: ['minute', 'minutes'],
  h: ['hour', 'hours'],
  d: ['day', 'days'],
};

/** "5m" as "5 minutes", "1h" as "Hours": what one value of a summary stands for. */
export function levelName(level: string): string {
  if (level === 'raw') return 'Points';
  const [, size, unit] = /^(\d+)([mhd])$/.exec(level) ?? [];
  const words = UNITS[unit ?? ''];
  if (words === undefined) return level;
  return size === '1' ? capital(words[1]) : `${size} ${words[1]}`;
}

/** "92d" as "92 days", "730d" as "2 years". */
export function keepText(keep: string): string {
  const [, days] = /^(\d+)d$/.exec(keep) ?? [];
  if (days === undefined) return keep;
  const number = Number(days);
  if (number % 365 === 0) return plural(number / 365, 'year');
  return plural(number, 'day');
}

/** The rules of the settings by their names there; the last one is for all that is left. */
export function ruleName(name: string, rules: number): string {
  if (name !== 'default') return capital(name);
  return rules === 1 ? 'Everything' : 'Everything else';
}

export function plural(number: number, unit: string): string {
  return `${number.toLocaleString('en')} ${unit}${number === 1 ? '' : 's'}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const dayFormat = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short' });
const monthFormat = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'short', year: 'numeric' });

/** What is stored is stored by days and months of UTC. */
export function dayText(day: number): string {
  return dayFormat.format(day);
}

export function monthText(month: number): string {
  return monthFormat.format(month);
}
