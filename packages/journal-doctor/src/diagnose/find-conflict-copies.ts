import { join } from 'node:path';
import { parseLogFileName } from '@opta/journal-format';
import { runProgram } from '@opta/journal-fs';
import { formatId } from '@opta/journal-ids';
import type { DoctorContext } from '../doctor-options.js';
import { quote } from '../errors.js';
import { createFinding, type Finding, type FindingFacts } from '../finding.js';
import type { FolderNames } from '../folders/folder-names.js';
import { isSameFile } from '../folders/is-same-file.js';
import { splitName } from '../folders/numbered-log.js';
import { readKind } from '../folders/read-kind.js';
import type { ExpectedIds } from './expected-ids.js';
import { seriesOfNumber } from './series-of-number.js';

/** Copies that a sync tool kept because two machines changed one file. */
export async function findConflictCopies(
  context: DoctorContext,
  { folder, directory, copies }: FolderNames,
  expectedIds: ExpectedIds,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { fileName, original } of copies) {
    if ((await readKind(context.fileSystem, join(directory, fileName))) !== 'file') continue;
    const isSame = await compare(context, join(directory, fileName), join(directory, original));
    const facts: FindingFacts['conflict-copy'] = {
      folder,
      original,
      ...(isSame === undefined ? {} : { isSame }),
      ...(isSame === false && folder === 'updates' ? numberFacts(context, original, expectedIds) : {}),
    };
    findings.push(createFinding('conflict-copy', [fileName, original], facts, messageOf(fileName, facts)));
  }
  return findings;
}

/** @returns undefined where the original is gone, or is no plain file */
async function compare(
  { fileSystem }: DoctorContext,
  copy: string,
  original: string,
): Promise<boolean | undefined> {
  if ((await readKind(fileSystem, original)) !== 'file') return undefined;
  return runProgram(isSameFile(copy, original), fileSystem.async);
}

function numberFacts(
  { series }: DoctorContext,
  original: string,
  expectedIds: ExpectedIds,
): Partial<FindingFacts['conflict-copy']> {
  const name = parseLogFileName(original);
  if (name?.kind !== 'update') return {};
  const { number } = name;
  const owner = seriesOfNumber(number, series);
  const expectedId = expectedIds.take(owner);
  return {
    number,
    id: splitName(original).id,
    ...(owner === undefined ? {} : { series: owner }),
    ...(expectedId === undefined ? {} : { expectedId }),
  };
}

function messageOf(fileName: string, { original, isSame, number }: FindingFacts['conflict-copy']): string {
  const begin = `${quote(fileName)} is a conflict copy of ${quote(original)}`;
  if (isSame === undefined) return `${begin}, which is not there any more.`;
  if (isSame) return `${begin} with the same bytes.`;
  return number === undefined ? `${begin} and differs.` : `${begin} (${formatId(number)}) and differs.`;
}
