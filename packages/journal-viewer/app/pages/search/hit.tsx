import type { SearchHit } from '../../api/types.js';
import { MarkedText } from '../../shared/marked-text.js';
import { SeverityMark } from '../../shared/severity.js';
import { Time } from '../../shared/time.js';
import { visibleText } from '../../shared/visible-text.js';
import { hrefOf } from '../../shell/route.js';

const KIND_TITLES = { session: 'Session', update: 'Update', event: 'Event' } as const;

/** One place where something was found. */
export function Hit({ hit, isSelected }: { hit: SearchHit; isSelected: boolean }) {
  const { kind, at, title, section, severity, snippet, marks, filename, archived } = hit;
  return (
    <li class={isSelected ? 'selected' : ''} aria-current={isSelected}>
      <h2>
        <a href={hrefOfHit(hit)}>{visibleText(title)}</a>
      </h2>
      <p class="search-facts">
        <span class="badge">{KIND_TITLES[kind]}</span>
        {severity !== undefined && <SeverityMark severity={severity} />}
        <Time at={at} />
        {section !== undefined && <span>{visibleText(section)}</span>}
        <span class="search-file">{visibleText(filename)}</span>
        {archived !== undefined && <span>archived {archived}</span>}
      </p>
      <p class="search-snippet">
        <MarkedText text={snippet} marks={marks} />
      </p>
    </li>
  );
}

/** Where a hit leads: to its section or its event. Events of old logs have no number and are found by their time. */
export function hrefOfHit({ kind, filename, seq, at, target }: SearchHit): string {
  if (kind === 'event') {
    const event = seq === undefined ? { at: String(Math.floor(at)) } : { seq: String(seq) };
    return hrefOf(['sessions', filename], event);
  }
  const section = target.slice(filename.length + 1);
  return hrefOf([kind === 'update' ? 'updates' : 'sessions', filename], { section });
}
