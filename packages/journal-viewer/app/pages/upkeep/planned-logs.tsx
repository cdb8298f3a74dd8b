import type { RetentionPlan, RetentionUnit } from '../../api/types.js';
import { LogLink } from '../../shared/log-link.js';
import { formatBytes, formatCount } from '../../shared/numbers.js';
import { ScrollBox } from '../../shared/scroll-box.js';
import { GOES_BECAUSE, verbsOf } from './retention-words.js';

/** The logs that would go, and why. */
export function PlannedLogs({ plan }: { plan: RetentionPlan }) {
  const { mode, units, bytes, total } = plan;
  if (mode === 'off') return <p>Retention is off: every log stays.</p>;
  if (units.length === 0) return <p>None of {formatCount(total)} finished logs would go now.</p>;
  return (
    <>
      <p>
        {formatCount(units.length)} of {formatCount(total)} finished logs would be {verbsOf(plan).done}:{' '}
        {formatBytes(bytes)} in all.
      </p>
      <ScrollBox label="Logs that would go">
        <table>
          <thead>
            <tr>
              <th scope="col">Log</th>
              <th scope="col">Day</th>
              <th scope="col">Why</th>
              <th scope="col">Size</th>
            </tr>
          </thead>
          <tbody>
            {units.map((unit) => (
              <UnitRow key={`${unit.folder}/${unit.filename}`} unit={unit} />
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </>
  );
}

function UnitRow({ unit: { filename, date, reason, files } }: { unit: RetentionUnit }) {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return (
    <tr>
      <td>
        <LogLink fileName={filename} />
      </td>
      <td class="upkeep-day">{date}</td>
      <td>{GOES_BECAUSE[reason]}</td>
      <td class="upkeep-size">
        {formatBytes(bytes)}
        {files.length > 1 && ` in ${files.length} files`}
      </td>
    </tr>
  );
}
