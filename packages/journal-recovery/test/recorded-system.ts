import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { System } from '../src/host/system.js';

interface Recording {
  platform: NodeJS.Platform;
  files: Record<string, string>;
  links: Record<string, string>;
  programs: Record<string, string>;
  /** Numbers of the processes that there are. */
  processes: number[];
}

/** A system that answers as one did when it was recorded; whatever was not recorded fails. */
export function recordedSystem(name: 'linux' | 'macos', change: Partial<Recording> = {}): System {
  const path = join(import.meta.dirname, 'fixtures/hosts', `${name}.json`);
  const recording: Recording = { ...(JSON.parse(readFileSync(path, 'utf8')) as Recording), ...change };
  const answer = async (answers: Record<string, string>, question: string): Promise<string> => {
    const text = answers[question];
    if (text === undefined) throw Object.assign(new Error(`ENOENT: ${question}`), { code: 'ENOENT' });
    return text;
  };
  return {
    platform: recording.platform,
    readText: (file) => answer(recording.files, file),
    readLink: (link) => answer(recording.links, link),
    run: (program, parameters) => answer(recording.programs, [program, ...parameters].join(' ')),
    probe: (pid) => (recording.processes.includes(pid) ? 'there' : 'gone'),
  };
}
