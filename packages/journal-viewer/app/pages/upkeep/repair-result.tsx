import type { RepairReport } from '../../api/types.js';
import { LogLink } from '../../shared/log-link.js';
import { visibleText } from '../../shared/visible-text.js';

/** What a repair has done, what it could not do, and what it leaves to a person. */
export function RepairResult({ report }: { report: RepairReport }) {
  const { done = [], failed = [], unresolved = [] } = report;
  return (
    <div class="panel upkeep-result" role="status">
      <h3>The repair has ended</h3>
      {done.length + failed.length + unresolved.length === 0 && <p>There was nothing to do.</p>}
      <ul class="upkeep-list">
        {done.map(({ step, outcome, files }) => (
          <li key={step.message}>
            <span class="good">{outcome === 'done' ? '✓ done' : '✓ was not needed any more'}</span>{' '}
            {visibleText(step.message)} <Files names={files} />
          </li>
        ))}
        {failed.map(({ step, error }) => (
          <li key={step.message}>
            <span class="bad">✕ failed</span> {visibleText(step.message)} {visibleText(error.message)}
          </li>
        ))}
        {unresolved.map(({ code, files, reason }) => (
          <li key={`${code} ${files.join()}`}>
            <span class="warn">▲ left to you</span> <Files names={files} /> ({code}): {visibleText(reason)}.
          </li>
        ))}
      </ul>
    </div>
  );
}

function Files({ names }: { names: readonly string[] }) {
  return (
    <>
      {names.map((fileName) => (
        <span key={fileName}>
          <LogLink fileName={fileName} />{' '}
        </span>
      ))}
    </>
  );
}
