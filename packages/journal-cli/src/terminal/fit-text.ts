import stringWidth from 'string-width';

const ELLIPSIS = '…';

/** A text in at most so many columns; the end of a longer one is left out. */
export function fitText(text: string, columns: number): string {
  if (stringWidth(text) <= columns) return text;
  let [fitting, width] = ['', 0];
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    const next = width + stringWidth(segment);
    if (next > columns - 1) break;
    [fitting, width] = [fitting + segment, next];
  }
  return columns <= 0 ? '' : fitting + ELLIPSIS;
}

/** A text in exactly so many columns. */
export function padText(text: string, columns: number, side: 'left' | 'right' = 'left'): string {
  const fitting = fitText(text, columns);
  const padding = ' '.repeat(Math.max(0, columns - stringWidth(fitting)));
  return side === 'left' ? fitting + padding : padding + fitting;
}
