import { useMemo } from 'preact/hooks';
import { visibleText } from '../../shared/visible-text.js';
import { useKeys } from '../../shell/keyboard.js';
import { hrefOf, navigate } from '../../shell/route.js';
import { sortByTime, type UpdateRow } from './update-rows.js';

/** The updates before and after one in the chronicle. */
export function Neighbours({ row, rows }: { row: UpdateRow; rows: readonly UpdateRow[] }) {
  const inOrder = useMemo(() => sortByTime(rows), [rows]);
  const at = inOrder.indexOf(row);
  const [newer, older] = [inOrder[at - 1], inOrder[at + 1]];
  useKeys([
    { key: 'j', does: 'Older update', run: () => open(older) },
    { key: 'k', does: 'Newer update', run: () => open(newer) },
  ]);
  return (
    <nav class="update-neighbours no-print" aria-label="Neighbouring updates">
      {older && (
        <a href={hrefOf(['updates', older.name])} rel="prev">
          <span class="hint">Older (j)</span> {older.id} {visibleText(older.title)}
        </a>
      )}
      {newer && (
        <a href={hrefOf(['updates', newer.name])} rel="next">
          <span class="hint">Newer (k)</span> {newer.id} {visibleText(newer.title)}
        </a>
      )}
    </nav>
  );
}

function open(row: UpdateRow | undefined): void {
  if (row !== undefined) navigate(['updates', row.name]);
}
