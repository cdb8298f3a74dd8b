import type { Dialect, FrontmatterValue } from '../types.js';

export function writeFrontmatterBlock(
  entries: readonly (readonly [string, FrontmatterValue])[],
  dialect: Dialect,
): string {
  return entries
    .map(
      ([key, value]) => `${/^[a-z_]+$/.test(key) ? key : JSON.stringify(key)}: ${write(key, value, dialect)}`,
    )
    .join('\n');
}
function write(key: string, value: FrontmatterValue, dialect: Dialect): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  if (key === 'date' && /^\d{4}-\d\d-\d\d$/.test(value)) return value;
  if (key === 'id' && /^[1-9]\d*$/.test(value)) return value;
  if (
    dialect === 'cli' &&
    /^[A-Za-z][\w./-]*$/.test(value) &&
    !/^(y|n|yes|no|on|off|true|false|null)$/i.test(value)
  )
    return value;
  return JSON.stringify(value);
}
