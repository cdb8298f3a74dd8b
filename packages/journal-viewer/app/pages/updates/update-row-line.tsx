import { Time } from '../../shared/time.js';
import { visibleText } from '../../shared/visible-text.js';
import { hrefOf } from '../../shell/route.js';
import { SeriesMark } from './series-mark.js';
import type { UpdateRow } from './update-rows.js';
import { VersionChange } from './version-change.js';

/** One update in the list: all of it is the link. */
export function UpdateRowLine({ row }: { row: UpdateRow }) {
  const { name, id, series, at, title, author, category, commit, aliases, archived } = row;
  return (
    <a class={`updates-row ${series}`} href={hrefOf(['updates', name])}>
      <SeriesMark series={series} />
      <span class="updates-id">{id ?? '–'}</span>
      <span class="updates-title">
        {visibleText(title)}{' '}
        {aliases.length > 0 && <span class="badge">was {visibleText(aliases.join(', '))}</span>}{' '}
        {archived !== undefined && <span class="badge">archived</span>}{' '}
        {row.failedSteps > 0 && <span class="badge bad">✕ {countSteps(row.failedSteps)} failed</span>}{' '}
        {!row.isReadable && <span class="badge bad">frontmatter unreadable</span>}
      </span>
      <span class="updates-facts">
        <Time at={at} part="date" />
        <span class="visually-hidden">, series {series}</span>
        <VersionChange row={row} />
        {category !== '' && <span>{visibleText(category)}</span>}
        {author !== '' && <span class="updates-author">by {visibleText(author)}</span>}
        {commit !== '' && <code>{visibleText(commit)}</code>}
      </span>
    </a>
  );
}

function countSteps(count: number): string {
  return count === 1 ? '1 step' : `${count} steps`;
}
