const SHAPES: Readonly<Record<string, string>> = { standard: '●', promotion: '◆' };

/** The shape and colour of a series; its name stands beside it, or is said to who cannot see it. */
export function SeriesMark({ series }: { series: string }) {
  return (
    <span class={`updates-mark ${series}`} aria-hidden="true">
      {SHAPES[series] ?? '○'}
    </span>
  );
}
