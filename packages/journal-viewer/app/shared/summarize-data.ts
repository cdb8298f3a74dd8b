import { visibleText } from './visible-text.js';

/** Characters of a summary at the most: more is not seen in a row. */
const MAX_LENGTH = 240;
/** Of one value among others. */
const MAX_VALUE_LENGTH = 80;

/** The data of an event in one line: `model_id=org/name state=loading`. What is empty is left out. */
export function summarizeData(data: unknown): string {
  if (data === null || typeof data !== 'object' || Array.isArray(data)) return oneLine(data, MAX_LENGTH);
  const parts: string[] = [];
  let length = 0;
  for (const [key, value] of Object.entries(data)) {
    if (value === null || value === '') continue;
    const part = `${oneLine(key, MAX_VALUE_LENGTH)}=${oneLine(value, MAX_VALUE_LENGTH)}`;
    parts.push(part);
    length += part.length;
    if (length > MAX_LENGTH) break;
  }
  return parts.join(' ');
}

function oneLine(value: unknown, maxLength: number): string {
  const text = typeof value === 'string' ? value.slice(0, maxLength + 1) : (JSON.stringify(value) ?? '');
  const line = visibleText(text.slice(0, maxLength)).replace(/\s+/g, ' ');
  return text.length > maxLength ? `${line}…` : line;
}
