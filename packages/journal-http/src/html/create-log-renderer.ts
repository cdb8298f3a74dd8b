import { MAX_PARSED_BYTES } from '../constants.js';
import { LogRenderer } from './log-renderer.js';
import type { RenderTask } from './render-log.js';

/** A log in markdown, without secrets. */
export type RenderableLog = Pick<RenderTask, 'text' | 'kind' | 'fileName'>;

export interface HtmlLogRenderer {
  /**
   * A log as HTML for a page of one's own: made from the log's data, without raw HTML, images or anything that runs.
   * One after the other, each within a second. Never rejects.
   *
   * @returns why there is none for a log that is too large, takes too long, or is none of this kind
   */
  render(log: RenderableLog): Promise<{ ok: true; html: string } | { ok: false; reason: string }>;
  /** Ends the worker. Who waits is refused. */
  close(): void;
}

/**
 * Renders logs in a worker, as the API does for its pages.
 *
 * @example
 * ```ts
 * const renderer = createLogRenderer();
 * const rendered = await renderer.render({ text: '# Session: Night\n', kind: 'session', fileName: 'x.md' });
 * if (rendered.ok) console.log(rendered.html); // <h1>Session: Night</h1>
 * renderer.close();
 * ```
 */
export function createLogRenderer(): HtmlLogRenderer {
  const renderer = new LogRenderer();
  const { signal } = new AbortController();
  return {
    async render({ text, kind, fileName }) {
      if (Buffer.byteLength(text) > MAX_PARSED_BYTES) {
        return { ok: false, reason: `The log is larger than ${MAX_PARSED_BYTES} bytes.` };
      }
      const task: RenderTask = { text, kind, fileName, type: 'text/html', isPart: true };
      const outcome = await renderer.render(task, signal);
      return outcome.ok ? { ok: true, html: outcome.body } : { ok: false, reason: outcome.reason };
    },
    close: () => renderer.close(),
  };
}
