import type { Inline, UpdateLog } from '@opta/journal-format';
import { readJson } from '../../api/client.js';
import { plainText } from '../../shared/plain-text.js';
import { useResource } from '../../shared/use-resource.js';
import { visibleText } from '../../shared/visible-text.js';

/** Which steps of an update have failed; nothing where it had none, or the server cannot tell. */
export function StepResults({ name }: { name: string }) {
  const { value } = useResource(
    (signal) => readJson<UpdateLog>(`logs/updates/${encodeURIComponent(name)}`, { signal }),
    [name],
  );
  const steps = value?.steps ?? [];
  const failed = steps.filter(({ status }) => shown(status).toLowerCase().startsWith('fail'));
  if (steps.length === 0) return null;
  if (failed.length === 0) {
    return (
      <p class="good">
        ● {steps.length === 1 ? 'Its step did not fail' : `None of its ${steps.length} steps failed`}
      </p>
    );
  }
  return (
    <div class="notice failure">
      <h2>
        {failed.length} of {steps.length} steps failed
      </h2>
      <ul>
        {failed.map(({ target, component, step, message }, index) => (
          <li key={index}>
            {[target, component, step].map(shown).join(' / ')}: {shown(message) || 'no message'}
          </li>
        ))}
      </ul>
    </div>
  );
}

function shown(inline: Inline): string {
  return visibleText(plainText(inline));
}
