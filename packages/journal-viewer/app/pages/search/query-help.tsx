import { hrefOf } from '../../shell/route.js';

const EXAMPLES: readonly { query: string; finds: string }[] = [
  { query: 'memory full', finds: 'both words, anywhere in one log or event' },
  { query: '"out of memory"', finds: 'these words, one after the other' },
  { query: 'load*', finds: 'words that begin so' },
  { query: 'load -test', finds: 'the first word, without the second' },
  { query: 'severity:error since:7d', finds: 'errors and worse of the last seven days' },
  { query: 'type:model_*', finds: 'events by their type; * stands for anything' },
  { query: 'status:killed', finds: 'sessions by how they ended' },
  { query: 'category:sync until:2026-06-30', finds: 'update logs by category, up to a day' },
  { query: 'device: model: user: series:', finds: 'filters by what the head of a log says' },
];

/** How to ask. */
export function QueryHelp() {
  return (
    <section class="panel search-help">
      <h2>What you can ask</h2>
      <dl>
        {EXAMPLES.map(({ query, finds }) => (
          <div key={query}>
            <dt>
              {query.includes(': ') ? (
                <code>{query}</code>
              ) : (
                <a href={hrefOf(['search'], { q: query })}>
                  <code>{query}</code>
                </a>
              )}
            </dt>
            <dd>{finds}</dd>
          </div>
        ))}
      </dl>
      <p class="hint">
        Upper and lower case and accents do not matter. A value with spaces is quoted: user:"Ann Lee".
      </p>
    </section>
  );
}
