import { useState } from 'preact/hooks';
import { ApiError } from '../../api/client.js';
import { LogBody } from '../../shared/log-body.js';
import { Empty, Failure, Loading } from '../../shared/notices.js';
import { useResource } from '../../shared/use-resource.js';
import type { PageProps } from '../../shell/pages.js';
import { hrefOf } from '../../shell/route.js';
import { ModelTimeline } from './model-timeline.js';
import { CURRENT, readSession, type Session } from './read-session.js';
import { SessionEvents } from './session-events.js';
import { SessionHeader } from './session-header.js';
import './session.css';

/** One session: its log, the states of its models, and its events. */
export function SessionPage({ rest: [name = ''], query }: PageProps) {
  const [turn, setTurn] = useState(0);
  const session = useResource((signal) => readSession(name, signal), [name, turn]);
  if (session.value !== undefined) {
    return (
      <LoadedSession session={session.value} query={query} turn={turn} onReload={() => setTurn(turn + 1)} />
    );
  }
  if (session.state === 'loading') return <Loading what="the session" />;
  return <NoSession name={name} error={session.error} onRetry={session.reload} />;
}

interface LoadedSessionProps {
  session: Session;
  query: URLSearchParams;
  /** Grows with each reload. */
  turn: number;
  onReload(): void;
}

function LoadedSession({ session, query, turn, onReload }: LoadedSessionProps) {
  const { name, text, facts, eventsName } = session;
  const end = name === CURRENT ? Date.now() : Date.parse(facts.end ?? '');
  return (
    <article class="session">
      <div class="session-log">
        <SessionHeader session={session} onReload={onReload} />
        {eventsName !== undefined && <ModelTimeline key={turn} name={eventsName} end={end} />}
        {text === undefined ? (
          <Empty title="There are only events here">
            A session log is written when the server stops; after a crash, at its next start.
          </Empty>
        ) : (
          <LogBody text={text} kind="session" />
        )}
      </div>
      {eventsName !== undefined && (
        <SessionEvents key={`${turn} ${eventsName}`} name={eventsName} query={query} />
      )}
    </article>
  );
}

function NoSession({ name, error, onRetry }: { name: string; error: Error | undefined; onRetry(): void }) {
  const all = <a href={hrefOf(['sessions'])}>See all sessions</a>;
  if (name === CURRENT && error instanceof ApiError && error.status === 404) {
    return <Empty title="No session is running">{all}</Empty>;
  }
  return (
    <>
      <h1>Session</h1>
      {error && <Failure what="The session" error={error} onRetry={onRetry} />}
      <p>{all}</p>
    </>
  );
}
