import { readJson } from '../api/client.js';
import type { Health } from '../api/types.js';
import { useResource } from './use-resource.js';

/** How the journal is and what the server lets a reader do; undefined until that is known. */
export function useHealth(): Health | undefined {
  return useResource((signal) => readJson<Health>('logs/health', { signal }), []).value;
}
