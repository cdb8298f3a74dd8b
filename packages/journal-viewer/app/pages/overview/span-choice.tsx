import { hrefOf } from '../../shell/route.js';
import { SPANS, type Span } from './span.js';

/** For how long back the figures are shown; each span has an address. */
export function SpanChoice({ chosen }: { chosen: Span }) {
  return (
    <ul class="overview-spans" aria-label="Span of the figures">
      {SPANS.map(({ key, title }) => (
        <li key={key}>
          <a href={hrefOf([], { days: key })} aria-current={key === chosen.key ? 'true' : undefined}>
            {title}
          </a>
        </li>
      ))}
    </ul>
  );
}
