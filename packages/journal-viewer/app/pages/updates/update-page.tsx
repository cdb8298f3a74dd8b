import { useEffect } from 'preact/hooks';
import { callApi } from '../../api/client.js';
import { LogBody } from '../../shared/log-body.js';
import { LogLink } from '../../shared/log-link.js';
import { Empty, Failure, Loading } from '../../shared/notices.js';
import { usePages } from '../../shared/use-pages.js';
import { useResource } from '../../shared/use-resource.js';
import { visibleText } from '../../shared/visible-text.js';
import type { PageProps } from '../../shell/pages.js';
import { hrefOf } from '../../shell/route.js';
import { Neighbours } from './neighbours.js';
import { StepResults } from './step-results.js';
import { UpdateHeader } from './update-header.js';
import { findUpdates, isNumber, toUpdateRow, type UpdateRow } from './update-rows.js';
import './updates.css';

const ALL = {};

/** One update log, by its file name, or by a number that it has or once had. */
export function UpdatePage({ rest: [wanted = ''] }: PageProps) {
  const { entries, cursor, isLoading, error, loadMore, reload } = usePages('logs/updates', ALL, toUpdateRow);
  const isWhole = cursor === undefined && !isLoading && error === undefined;
  const found = findUpdates(entries, wanted);
  // A number may have been taken twice, and the older neighbour may be on the next page.
  const isSettled = isWhole || (found.length > 0 && !isNumber(wanted) && entries.at(-1) !== found[0]);
  useEffect(() => {
    if (!isSettled) loadMore();
  }, [isSettled, entries]);
  const [row, ...others] = found;
  if (isNumber(wanted) && !isSettled) {
    return error ? (
      <Failure what="The update" error={error} onRetry={reload} />
    ) : (
      <Loading what="the updates" />
    );
  }
  if (others.length > 0) return <SeveralUpdates wanted={wanted} rows={found} />;
  if (row === undefined && (isWhole || isNumber(wanted))) return <NoUpdate wanted={wanted} />;
  return <Update key={row?.name ?? wanted} name={row?.name ?? wanted} row={row} rows={entries} />;
}

function Update({
  name,
  row,
  rows,
}: {
  name: string;
  row: UpdateRow | undefined;
  rows: readonly UpdateRow[];
}) {
  const text = useResource(
    async (signal) => {
      const path = `logs/updates/${encodeURIComponent(name)}`;
      return (await callApi(path, { accept: 'text/markdown', signal })).text();
    },
    [name],
  );
  return (
    <article class="update">
      <UpdateHeader name={name} row={row} />
      <StepResults name={name} />
      {text.state === 'failed' && <Failure what="The log" error={text.error} onRetry={text.reload} />}
      {text.state === 'loading' && <Loading what="the log" />}
      {text.value !== undefined && <LogBody text={text.value} kind="update" />}
      {row !== undefined && <Neighbours row={row} rows={rows} />}
    </article>
  );
}

function SeveralUpdates({ wanted, rows }: { wanted: string; rows: readonly UpdateRow[] }) {
  return (
    <>
      <h1>
        {rows.length} updates go by the number {wanted}
      </h1>
      <ul>
        {rows.map(({ name }) => (
          <li key={name}>
            <LogLink fileName={name} />
          </li>
        ))}
      </ul>
      <p>
        A number should have one log: <a href={hrefOf(['upkeep'])}>the upkeep</a> gives the later one a number
        of its own.
      </p>
    </>
  );
}

function NoUpdate({ wanted }: { wanted: string }) {
  return (
    <>
      <h1>Update {visibleText(wanted)}</h1>
      <Empty title="There is no such update">
        No update log has this {isNumber(wanted) ? 'number, or had it before' : 'name'}.{' '}
        <a href={hrefOf(['updates'])}>See all updates</a>
      </Empty>
    </>
  );
}
