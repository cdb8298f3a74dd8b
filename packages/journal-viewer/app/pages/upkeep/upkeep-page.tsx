import { useHealth } from '../../shared/use-health.js';
import { FindingsSection } from './findings-section.js';
import { RetentionSection } from './retention-section.js';
import './upkeep.css';

/** What is wrong with the logs on the disk, and which of them would go. */
export function UpkeepPage() {
  const health = useHealth();
  return (
    <div class="upkeep">
      <h1>Upkeep</h1>
      {health?.read_only === true && (
        <p class="notice">
          This server only reads: you see what could be done, and do it where the logs are.
        </p>
      )}
      <FindingsSection running={health?.journal?.event_log} mayWrite={health?.read_only === false} />
      <RetentionSection mayWrite={health?.read_only === false} />
    </div>
  );
}
