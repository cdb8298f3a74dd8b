import { useEffect, useRef, useState } from 'preact/hooks';
import { hrefOf, route } from '../shell/route.js';
import './log-body.css';
import type { LogKind, LogOutcome } from './log/log-tree.js';
import { parseLog } from './log/parse-log.js';
import { renderTree } from './log/render-tree.js';
import { Loading } from './notices.js';
import { visibleText } from './visible-text.js';

/** Characters of a log that is not parsed which are shown: a page of more can hardly be scrolled. */
const MAX_PLAIN_LENGTH = 1024 * 1024;

/**
 * The text of a log as a page of sections, tables and lists; as it is written where it is no log of ours or takes too
 * long. `?section=` with the slug of a heading scrolls there.
 */
export function LogBody({ text, kind }: { text: string; kind: LogKind }) {
  const outcome = useLogTree(text, kind);
  const body = useRef<HTMLDivElement>(null);
  const section = route.value.query.get('section');
  useEffect(() => {
    if (section === null || outcome === undefined) return;
    const heading = document.getElementById(`log-${section}`);
    if (heading === null || !body.current?.contains(heading)) return;
    heading.scrollIntoView();
    heading.focus({ preventScroll: true });
  }, [section, outcome]);
  if (outcome === undefined) return <Loading what="the text" />;
  return (
    <div class="log-body" ref={body}>
      {outcome.ok ? renderTree(outcome.nodes, { hrefOfSection }) : <PlainLog text={text} {...outcome} />}
    </div>
  );
}

function useLogTree(text: string, kind: LogKind): LogOutcome | undefined {
  const [outcome, setOutcome] = useState<LogOutcome>();
  useEffect(() => {
    const abort = new AbortController();
    parseLog(text, kind, abort.signal).then((parsed) => {
      if (!abort.signal.aborted) setOutcome(parsed);
    });
    return () => abort.abort();
  }, [text, kind]);
  return outcome;
}

function PlainLog({ text, reason }: { text: string; reason: string }) {
  const left = text.length - MAX_PLAIN_LENGTH;
  return (
    <>
      <p class="notice" role="status">
        The text is shown as it is written. {reason}
      </p>
      <pre>{visibleText(text.slice(0, MAX_PLAIN_LENGTH))}</pre>
      {left > 0 && (
        <p class="notice">{left} more characters are not shown: download the file to read them.</p>
      )}
    </>
  );
}

function hrefOfSection(section: string): string {
  const { path, query } = route.value;
  return hrefOf(path, { ...Object.fromEntries(query), section });
}
