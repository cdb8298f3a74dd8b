import type { ComponentChildren } from 'preact';

/** One figure, large. */
export function Tile({
  title,
  hint,
  isBad = false,
  children,
}: {
  title: string;
  hint?: string | undefined;
  /** Whether somebody should look into it. */
  isBad?: boolean;
  children: ComponentChildren;
}) {
  return (
    <div class="overview-tile">
      <dt>{title}</dt>
      <dd class={isBad ? 'bad' : undefined}>
        {isBad && <span aria-hidden="true">✕ </span>}
        {children}
      </dd>
      {hint !== undefined && <dd class="hint">{hint}</dd>}
    </div>
  );
}
