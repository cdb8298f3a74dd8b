import { buildLogTree } from './build-log-tree.js';
import type { LogKind, LogOutcome } from './log-tree.js';

/** What the worker says: that it can begin, and what it has made. */
export type LogWorkerMessage = 'ready' | LogOutcome;

addEventListener('message', ({ data: { text, kind } }: MessageEvent<{ text: string; kind: LogKind }>) => {
  say(buildLogTree(text, kind));
});
say('ready');

function say(message: LogWorkerMessage): void {
  postMessage(message);
}
