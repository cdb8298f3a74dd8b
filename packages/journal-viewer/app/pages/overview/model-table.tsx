import type { Statistics } from '../../api/types.js';
import { formatCount } from '../../shared/numbers.js';
import { ScrollBox } from '../../shared/scroll-box.js';
import { formatSpan } from '../../shared/time.js';
import { visibleText } from '../../shared/visible-text.js';

/** Models by the time for which they were in memory. */
export function ModelTable({ models }: { models: Statistics['models'] }) {
  const longest = Math.max(1, ...models.map(({ loaded_ms }) => loaded_ms));
  if (models.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="overview-models">
      <h3 id="overview-models">Models</h3>
      <ScrollBox label="Models by time in memory">
        <table>
          <thead>
            <tr>
              <th scope="col">Model</th>
              <th scope="col">In memory</th>
              <th scope="col" class="number">
                Loads
              </th>
              <th scope="col" class="number">
                Requests
              </th>
              <th scope="col" class="number">
                Failed
              </th>
              <th scope="col" class="number">
                Tokens
              </th>
            </tr>
          </thead>
          <tbody>
            {models.map((model) => (
              <tr key={model.model}>
                <th scope="row">{visibleText(model.model)}</th>
                <td class="overview-share" style={{ '--share': model.loaded_ms / longest }}>
                  {formatSpan(model.loaded_ms)}
                </td>
                <td class="number">
                  {formatCount(model.loads)}
                  {model.load_failures > 0 && (
                    <span class="bad"> ✕ {formatCount(model.load_failures)} failed</span>
                  )}
                </td>
                <td class="number">{formatCount(model.requests)}</td>
                <td class={model.failed_requests > 0 ? 'number bad' : 'number'}>
                  {formatCount(model.failed_requests)}
                </td>
                <td class="number">{formatCount(model.tokens.total)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}
