import { visibleText } from '../../shared/visible-text.js';
import type { UpdateRow } from './update-rows.js';

/** `0.1.0 → 0.2.0`; nothing where the version stayed what it was. */
export function VersionChange({ row: { versionBefore, versionAfter } }: { row: UpdateRow }) {
  if (versionBefore === versionAfter) return null;
  return (
    <span class="updates-version">
      {visibleText(versionBefore || 'none')} <span aria-hidden="true">→</span>
      <span class="visually-hidden">to</span> {visibleText(versionAfter || 'none')}
    </span>
  );
}
