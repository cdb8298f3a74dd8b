import type { ComponentChildren } from 'preact';

/**
 * What is wider than a small screen scrolls in a box of its own; by keyboard, too.
 *
 * @param label - what is in it
 */
export function ScrollBox({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="scroll-box" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
