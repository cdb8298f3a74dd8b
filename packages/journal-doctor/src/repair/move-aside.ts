import { join } from 'node:path';
import { runProgram } from '@opta/journal-fs';
import type { DoctorContext } from '../doctor-options.js';
import { directoryOf } from '../folders/folder-names.js';
import { isSameFile } from '../folders/is-same-file.js';
import { readKind } from '../folders/read-kind.js';
import { moveToShelf } from './move-file.js';
import type { StepOf } from './repair-plan.js';
import { done, NOT_NEEDED, type StepResult } from './step-result.js';

/** Moves a file out of the listing, if it still has the same bytes as the other one. */
export async function moveAside(context: DoctorContext, step: StepOf<'move-aside'>): Promise<StepResult> {
  const { fileSystem, store } = context;
  const directory = directoryOf(store, step.folder);
  const paths = [step.fileName, step.sameAs].map((name) => join(directory, name));
  for (const path of paths) {
    if ((await readKind(fileSystem, path)) !== 'file') return NOT_NEEDED;
  }
  const [first = '', second = ''] = paths;
  if (!(await runProgram(isSameFile(first, second), fileSystem.async))) return NOT_NEEDED;
  const moved = await runProgram(moveToShelf(directory, step.fileName, 'replaced'), fileSystem.async);
  return moved === undefined ? NOT_NEEDED : done(moved);
}
