import { parseLogFileName } from '@opta/journal-format';
import { hrefOf } from '../shell/route.js';
import { visibleText } from './visible-text.js';

/** The name of a file, which leads to it where it is that of a log. */
export function LogLink({ fileName }: { fileName: string }) {
  const kind = parseLogFileName(fileName)?.kind;
  const name = visibleText(fileName);
  if (kind === undefined) return <span class="file-name">{name}</span>;
  return (
    <a class="file-name" href={hrefOf([kind === 'update' ? 'updates' : 'sessions', fileName])}>
      {name}
    </a>
  );
}
