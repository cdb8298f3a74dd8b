import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { callApi } from '../api/client.js';

/**
 * A file of the API to keep. It is fetched by the page, since a link could carry neither the key nor the type that is
 * wanted.
 *
 * @param path - as `callApi` takes it
 */
export function Download({
  path,
  fileName,
  accept,
  children,
}: {
  path: string;
  fileName: string;
  accept: string;
  children: ComponentChildren;
}) {
  const [state, setState] = useState<'idle' | 'loading' | Error>('idle');
  const download = async () => {
    setState('loading');
    try {
      const response = await callApi(path, { accept });
      save(await response.blob(), fileName);
      setState('idle');
    } catch (error) {
      setState(error as Error);
    }
  };
  return (
    <span class="no-print">
      <button type="button" class="quiet" disabled={state === 'loading'} onClick={download}>
        {children}
      </button>
      {state instanceof Error && <span role="alert"> {state.message}</span>}
    </span>
  );
}

function save(blob: Blob, fileName: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = fileName;
  link.click();
  // Not at once: the browser may not have begun to read it.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
