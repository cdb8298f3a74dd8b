import type { Statistics } from '../../api/types.js';
import { formatCount } from '../../shared/numbers.js';
import { ScrollBox } from '../../shared/scroll-box.js';
import { Time } from '../../shared/time.js';
import { visibleText } from '../../shared/visible-text.js';
import { hrefOf } from '../../shell/route.js';

/** What has failed most often, and where to find it. */
export function FailureTable({
  failures,
  since,
}: {
  failures: Statistics['failures'];
  /** First day of the span. */
  since: string | undefined;
}) {
  return (
    <section class="panel" aria-labelledby="overview-failures">
      <h3 id="overview-failures">Most frequent failures</h3>
      {failures.length === 0 && <p class="good">● Nothing has failed in this span.</p>}
      {failures.length > 0 && (
        <ScrollBox label="Failures by type">
          <table>
            <thead>
              <tr>
                <th scope="col">Type</th>
                <th scope="col" class="number">
                  Times
                </th>
                <th scope="col">Last</th>
                <th scope="col">Last message</th>
                <th scope="col">Find them</th>
              </tr>
            </thead>
            <tbody>
              {failures.map(({ type, count, last_at: lastAt, last_message: message }) => (
                <tr key={type}>
                  <th scope="row">{visibleText(type)}</th>
                  <td class="number">{formatCount(count)}</td>
                  <td>
                    <Time at={lastAt} />
                  </td>
                  <td class="overview-message">{message === undefined ? '–' : visibleText(message)}</td>
                  <td>
                    <a href={hrefOf(['search'], { q: queryFor(type, since) })}>
                      Search<span class="visually-hidden"> for {type}</span>
                    </a>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </section>
  );
}

/** A model that is put aside has no event of its own; its state changes. */
function queryFor(type: string, since: string | undefined): string {
  const events =
    type === 'quarantined'
      ? 'type:model_readiness_changed quarantined'
      : `type:"${type.replaceAll('"', '')}"`;
  return since === undefined ? events : `${events} since:${since}`;
}
