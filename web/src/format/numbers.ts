const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const oneDigit = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const twoDigits = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

export function count(value: number): string {
  return whole.format(value);
}

const short = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });

/** Where there is no room for more: 1.23M. */
export function shortCount(value: number): string {
  return short.format(value);
}

/** As many decimals as say something: 0.02, 2.5, 2,500. Something is never shown as nothing. */
export function rate(perSecond: number): string {
  if (perSecond === 0) return '0';
  if (perSecond < 0.01) return '<0.01';
  if (perSecond < 0.995) return twoDigits.format(perSecond);
  return perSecond < 99.95 ? oneDigit.format(perSecond) : whole.format(perSecond);
}

/** With just these decimals, as the ticks of an axis want them. */
export function fixed(value: number, decimals: number): string {
  return value.toLocaleString('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

export function bytes(value: number): string {
  let unit = 0;
  let size = value;
  while (size >= 1024 && unit < UNITS.length - 1) {
    size /= 1024;
    unit++;
  }
  const text =
    unit === 0 || Number.isInteger(size) || size >= 99.95 ? whole.format(size) : oneDigit.format(size);
  return `${text} ${UNITS[unit]}`;
}
