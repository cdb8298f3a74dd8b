import type { SearchHit } from '../../api/types.js';

type Kind = SearchHit['kind'];

const KINDS: readonly { kind: Kind; title: string }[] = [
  { kind: 'session', title: 'Sessions' },
  { kind: 'update', title: 'Updates' },
  { kind: 'event', title: 'Events' },
];

/**
 * What is searched.
 *
 * @param kinds - with commas; empty for all
 */
export function KindBoxes({ kinds, onChange }: { kinds: string; onChange(kinds: string): void }) {
  const chosen = KINDS.map(({ kind }) => kind).filter(
    (kind) => kinds === '' || kinds.split(',').includes(kind),
  );
  const toggle = (toggled: Kind) => {
    const next = KINDS.map(({ kind }) => kind).filter((kind) => chosen.includes(kind) !== (kind === toggled));
    onChange(next.length === KINDS.length ? '' : next.join(','));
  };
  return (
    <fieldset class="search-kinds">
      <legend>In</legend>
      {KINDS.map(({ kind, title }) => (
        <label key={kind}>
          <input
            type="checkbox"
            checked={chosen.includes(kind)}
            // None would be all of them.
            disabled={chosen.length === 1 && chosen.includes(kind)}
            onChange={() => toggle(kind)}
          />
          {title}
        </label>
      ))}
    </fieldset>
  );
}
