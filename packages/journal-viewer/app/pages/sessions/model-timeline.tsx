import { Loading } from '../../shared/notices.js';
import { ScrollBox } from '../../shared/scroll-box.js';
import { formatSpan, Time } from '../../shared/time.js';
import { useResource } from '../../shared/use-resource.js';
import { visibleText } from '../../shared/visible-text.js';
import { buildModelSpans, type ModelSpan, type SpanGroup } from './model-spans.js';
import { readEvents } from './read-events.js';
import './model-timeline.css';

/** Models and states that are drawn at the most. */
const MAX_MODELS = 50;
const MAX_SPANS = 1_000;
/** Events of models that are read at the most. */
const MAX_EVENTS = 20_000;

/**
 * When which model was in memory, as bars over time. Nothing where no model was loaded, or the events cannot be read,
 * which their own part of the page tells.
 *
 * @param end - epoch milliseconds of the end of the session; NaN where it is not known
 */
export function ModelTimeline({ name, end }: { name: string; end: number }) {
  const events = useResource(
    (signal) => readEvents(name, { type: 'model_*', limit: MAX_EVENTS }, signal),
    [name],
  );
  if (events.state === 'loading' && events.value === undefined) return <TimelineToCome />;
  if (events.value === undefined) return null;
  const lastAt = events.value.findLast(({ at }) => !Number.isNaN(at))?.at ?? 0;
  const spans = buildModelSpans(events.value, Number.isNaN(end) ? lastAt : Math.max(end, lastAt));
  if (spans.length === 0) return null;
  const shown = spans.slice(0, MAX_SPANS);
  return (
    <section class="timeline no-print" aria-labelledby="timeline-title">
      <h2 id="timeline-title">Models over time</h2>
      <Bars spans={shown} />
      <details>
        <summary>As a table</summary>
        <SpanTable spans={shown} />
      </details>
      {spans.length > shown.length && <p class="hint">The first {MAX_SPANS} states are shown.</p>}
    </section>
  );
}

/** Room for it, so that the log below does not jump. */
function TimelineToCome() {
  return (
    <section class="timeline to-come no-print">
      <h2>Models over time</h2>
      <Loading what="the models" />
    </section>
  );
}

function Bars({ spans }: { spans: readonly ModelSpan[] }) {
  const from = Math.min(...spans.map((span) => span.from));
  const to = Math.max(...spans.map((span) => span.to), from + 1);
  const models = [...new Set(spans.map(({ model }) => model))].slice(0, MAX_MODELS);
  const spansOf = (model: string) => spans.filter((span) => span.model === model);
  const percent = (ms: number) => `${(ms / (to - from)) * 100}%`;
  return (
    // The table below says the same to whoever cannot see it.
    <div class="timeline-bars" aria-hidden="true">
      {models.map((model) => (
        <div key={model} class="timeline-model">
          <span class="timeline-name">{visibleText(model)}</span>
          <div class="timeline-track">
            {spansOf(model).map((span) => (
              <span
                key={span.from}
                class={`timeline-bar ${span.group}`}
                title={`${span.state}, ${formatSpan(span.to - span.from)}`}
                style={{ insetInlineStart: percent(span.from - from), width: percent(span.to - span.from) }}
              />
            ))}
          </div>
        </div>
      ))}
      <div class="timeline-axis">
        <Time at={from} />
        <Legend spans={spans} />
        <Time at={to} />
      </div>
    </div>
  );
}

function Legend({ spans }: { spans: readonly ModelSpan[] }) {
  const groups = [...new Set(spans.map(({ group }) => group))];
  const statesOf = (group: SpanGroup) =>
    new Set(spans.filter((span) => span.group === group).map(({ state }) => state));
  return (
    <span class="timeline-legend">
      {groups.map((group) => (
        <span key={group}>
          <span class={`timeline-sample ${group}`} /> {[...statesOf(group)].join(', ')}
        </span>
      ))}
    </span>
  );
}

function SpanTable({ spans }: { spans: readonly ModelSpan[] }) {
  return (
    <ScrollBox label="States of models">
      <table>
        <thead>
          <tr>
            {['Model', 'State', 'From', 'To', 'For'].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {spans.map((span) => (
            <tr key={`${span.from} ${span.model}`}>
              <th scope="row">{visibleText(span.model)}</th>
              <td>{span.state}</td>
              <td>
                <Time at={span.from} />
              </td>
              <td>{span.isOpen ? 'no end is known' : <Time at={span.to} />}</td>
              <td>{formatSpan(span.to - span.from)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
