import workerUrl from './log-worker.ts?worker&url';

/** The part of Trusted Types that is used here; TypeScript does not know them yet. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): {
    createScriptURL(url: string): string;
  };
}

/** The page's policy allows this name only. Browsers without Trusted Types ask for none. */
const policy = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('opta-journal', {
  createScriptURL(url) {
    if (url === workerUrl) return url;
    throw new TypeError(`${url} is not the worker that parses logs; nothing else may be started.`);
  },
});

export function createLogWorker(): Worker {
  return new Worker(policy?.createScriptURL(workerUrl) ?? workerUrl, { type: 'module' });
}
