import { useState } from 'preact/hooks';
import { readJson } from '../../api/client.js';
import type { Finding, RepairReport } from '../../api/types.js';
import { Failure, Loading } from '../../shared/notices.js';
import { useResource } from '../../shared/use-resource.js';
import { Findings } from './findings.js';
import { RepairResult } from './repair-result.js';

export interface FindingsSectionProps {
  /** File name of the event log that is being written. */
  running: string | undefined;
  mayWrite: boolean;
}

/** What the doctor finds, and its repair. */
export function FindingsSection({ running, mayWrite }: FindingsSectionProps) {
  const found = useResource((signal) => readJson<Finding[]>('logs/doctor', { signal }), []);
  const [report, setReport] = useState<RepairReport>();
  return (
    <section>
      <h2>What is wrong with the logs</h2>
      {report && <RepairResult report={report} />}
      {found.state === 'failed' ? (
        <Failure what="The doctor’s findings" error={found.error} onRetry={found.reload} />
      ) : found.value === undefined ? (
        <Loading what="what the doctor finds" />
      ) : (
        <Findings
          findings={found.value.filter((finding) => !isOfRunning(finding, running))}
          mayWrite={mayWrite}
          onRepaired={(next) => {
            setReport(next);
            found.reload();
          }}
        />
      )}
    </section>
  );
}

/** That it has no session log yet is as it should be. */
function isOfRunning({ code, files: [fileName] }: Finding, running: string | undefined): boolean {
  return code === 'event-log-without-session-log' && fileName !== undefined && fileName === running;
}
