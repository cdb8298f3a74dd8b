const COUNT = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const SHORT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

/** `1,234,567` */
export function formatCount(count: number): string {
  return COUNT.format(count);
}

/** `1.2M`, for axes. */
export function formatShort(count: number): string {
  return SHORT.format(count);
}

const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];

/** `512 bytes`, `1.5 MiB` */
export function formatBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), UNITS.length - 1);
  return `${SHORT.format(bytes / 1024 ** power)} ${UNITS[power]}`;
}
