import type { ComponentChildren } from 'preact';
import { visibleText } from './visible-text.js';

/** A fact in a list with the class `facts`; nothing where it is not known. */
export function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  if (children === undefined || children === '') return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{typeof children === 'string' ? visibleText(children) : children}</dd>
    </div>
  );
}
