import { Download } from '../../shared/download.js';
import { Fact } from '../../shared/fact.js';
import { SessionStatus } from '../../shared/session-status.js';
import { Time } from '../../shared/time.js';
import { CURRENT, type Session } from './read-session.js';

/** What a session is called, and the facts of its log's head. */
export function SessionHeader({
  session: { name, text, facts },
  onReload,
}: {
  session: Session;
  onReload(): void;
}) {
  const { begin, device, user, model, duration, status, archived, session, readable } = facts;
  const isCurrent = name === CURRENT;
  return (
    <div class="session-header">
      <h1>
        {isCurrent ? 'Running session' : 'Session'}
        {begin !== undefined && (
          <>
            {' '}
            of <Time at={Date.parse(begin)} />
          </>
        )}
      </h1>
      <dl class="facts no-print">
        {(isCurrent || readable) && text !== undefined && (
          <Fact name="Status">
            <SessionStatus status={isCurrent ? 'running' : status} />
          </Fact>
        )}
        <Fact name="Duration">{duration}</Fact>
        <Fact name="Device">{device}</Fact>
        <Fact name="User">{user}</Fact>
        <Fact name="Model">{model}</Fact>
        <Fact name="Archive">{archived}</Fact>
        <Fact name="Session">{session}</Fact>
        <Fact name="File">{isCurrent ? undefined : name}</Fact>
      </dl>
      <div class="session-actions no-print">
        {text !== undefined && (
          <Download
            path={`logs/sessions/${encodeURIComponent(name)}`}
            fileName={isCurrent ? 'current.md' : name}
            accept="text/markdown"
          >
            Download log
          </Download>
        )}
        {isCurrent && (
          <button type="button" class="quiet" onClick={onReload}>
            Refresh
          </button>
        )}
        {isCurrent && <span class="hint">This is its log as it would be written now.</span>}
      </div>
    </div>
  );
}
