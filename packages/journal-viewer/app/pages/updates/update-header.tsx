import { Download } from '../../shared/download.js';
import { Fact } from '../../shared/fact.js';
import { Time } from '../../shared/time.js';
import { visibleText } from '../../shared/visible-text.js';
import { SeriesMark } from './series-mark.js';
import type { UpdateRow } from './update-rows.js';
import { VersionChange } from './version-change.js';

/** What an update is called, and the facts of its log's head. */
export function UpdateHeader({ name, row }: { name: string; row: UpdateRow | undefined }) {
  return (
    <div class="update-header">
      <h1>{titleOf(name, row)}</h1>
      {row !== undefined && <Facts row={row} />}
      <Download path={`logs/updates/${encodeURIComponent(name)}`} fileName={name} accept="text/markdown">
        Download log
      </Download>
    </div>
  );
}

function Facts({ row }: { row: UpdateRow }) {
  const { name, series, at, author, category, commit, versionBefore, versionAfter, aliases, archived } = row;
  return (
    <dl class="facts no-print">
      <Fact name="Time">
        <Time at={at} />
      </Fact>
      <Fact name="Series">
        <SeriesMark series={series} /> {series}
      </Fact>
      <Fact name="Author">{author}</Fact>
      <Fact name="Category">{category}</Fact>
      <Fact name="Version">
        {versionBefore === versionAfter ? versionAfter : <VersionChange row={row} />}
      </Fact>
      <Fact name="Commit">{commit === '' ? undefined : <code>{visibleText(commit)}</code>}</Fact>
      <Fact name="Promoted">{row.isPromoted === null ? undefined : row.isPromoted ? 'yes' : 'no'}</Fact>
      <Fact name="Former numbers">{aliases.join(', ')}</Fact>
      <Fact name="Archive">{archived}</Fact>
      <Fact name="File">{name}</Fact>
    </dl>
  );
}

/** The title stands at the top of the log's text, unless that has none. */
function titleOf(name: string, row: UpdateRow | undefined): string {
  if (row?.id === undefined) return visibleText(name);
  return `Update ${row.id}${row.isTitleInHead ? `: ${visibleText(row.title)}` : ''}`;
}
