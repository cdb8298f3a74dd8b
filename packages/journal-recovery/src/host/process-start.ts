import type { System } from './system.js';

/** `hidden`: the process is there, or may be, and this process is not let see more of it. */
export type ProcessState = { state: 'running'; start: string } | { state: 'gone' } | { state: 'hidden' };

/** Fields of `/proc/<pid>/stat` behind the name, counted from the state as 0; proc(5) counts it as 3. */
const STATE_FIELD = 0;
const START_FIELD = 22 - 3;

/**
 * When a process began, as a text that only its own number in the same boot can have.
 *
 * A process that has ended and was not yet reaped by its parent (a zombie) is gone.
 *
 * Source: proc(5), field 22; ps(1) of macOS, keyword `lstart`.
 */
export async function readProcessState(pid: number, system: System): Promise<ProcessState> {
  if (!Number.isSafeInteger(pid) || pid <= 0) return { state: 'gone' };
  if (system.platform === 'linux') return readFromProc(pid, system);
  if (system.platform === 'darwin') return readFromPs(pid, system);
  return probe(pid, system);
}

async function readFromProc(pid: number, system: System): Promise<ProcessState> {
  let text: string;
  try {
    text = await system.readText(`/proc/${pid}/stat`);
  } catch {
    // Mounted with hidepid, /proc does not show the processes of others.
    return probe(pid, system);
  }
  // The name stands in parentheses and may itself have spaces, parentheses and line breaks.
  const fields = text
    .slice(text.lastIndexOf(')') + 1)
    .trim()
    .split(/\s+/);
  const state = fields[STATE_FIELD];
  const start = fields[START_FIELD];
  if (state === 'Z' || state === 'X' || state === 'x') return { state: 'gone' };
  return start !== undefined && /^\d+$/.test(start) ? { state: 'running', start } : { state: 'hidden' };
}

async function readFromPs(pid: number, system: System): Promise<ProcessState> {
  let text: string;
  try {
    text = await system.run('/bin/ps', ['-o', 'stat=,lstart=', '-p', String(pid)]);
  } catch {
    // It ends with 1 where there is no such process, but also where it may not look.
    return probe(pid, system);
  }
  const [, state = '', start] = /^\s*(\S+)\s+(\S.*?)\s*$/.exec(text) ?? [];
  if (state.startsWith('Z')) return { state: 'gone' };
  return start === undefined ? { state: 'hidden' } : { state: 'running', start: start.replace(/\s+/g, ' ') };
}

/** What can be said of a process of which nothing can be read. */
function probe(pid: number, system: System): ProcessState {
  return system.probe(pid) === 'gone' ? { state: 'gone' } : { state: 'hidden' };
}
