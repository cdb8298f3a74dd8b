import { readGitFacts } from '@opta/journal-git';
import type { JournalingConfig } from '../config/journaling-config.js';
import type { UpdateLogFacts } from './update-log-input.js';

export interface RepositoryFacts {
  version: string;
  commit: string;
}

/**
 * Version and commit for what an input does not say. In a repository that cannot be read they are empty, or `unknown`
 * where the Opta CLI's dialect is written.
 */
export async function readRepositoryFacts(
  input: UpdateLogFacts,
  directory: string,
  { dialect }: JournalingConfig,
): Promise<RepositoryFacts> {
  const isComplete = [input.versionBefore, input.versionAfter, input.commit].every(
    (given) => given !== undefined,
  );
  const facts = isComplete ? undefined : await readGitFacts(directory).catch(() => undefined);
  const missing = dialect === 'cli' ? 'unknown' : '';
  return { version: facts?.version ?? missing, commit: facts?.commit ?? missing };
}
