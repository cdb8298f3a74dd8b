import { isUtf8 } from 'node:buffer';
import { join } from 'node:path';
import { readRegularFile, runProgram } from '@opta/journal-fs';
import { MAX_LOG_BYTES } from '../constants.js';
import type { DoctorContext } from '../doctor-options.js';
import { JournalDoctorError, quote } from '../errors.js';

/** The bytes of a plain file; undefined if it is not there. */
export async function readBytes(
  { fileSystem }: DoctorContext,
  directory: string,
  fileName: string,
): Promise<Buffer | undefined> {
  const bytes = await runProgram(readRegularFile(join(directory, fileName), MAX_LOG_BYTES), fileSystem.async);
  return bytes && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** A log as text; undefined where decoding would lose a byte. */
export function textOf(bytes: Buffer): string | undefined {
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
}

/** @throws {JOURNAL_DOCTOR_UNEDITABLE} */
export function uneditable(fileName: string): JournalDoctorError {
  return new JournalDoctorError(
    'JOURNAL_DOCTOR_UNEDITABLE',
    `Cannot change the number of ${quote(fileName)}: its frontmatter cannot be edited without touching anything else. Mend it by hand.`,
    { fileName },
  );
}

/** Reads a file back that was just written. @throws {JOURNAL_DOCTOR_NOT_CONFIRMED} */
export async function confirm(
  context: DoctorContext,
  directory: string,
  fileName: string,
  content: Uint8Array,
): Promise<void> {
  const written = await readBytes(context, directory, fileName);
  if (written?.equals(content) === true) return;
  throw new JournalDoctorError(
    'JOURNAL_DOCTOR_NOT_CONFIRMED',
    `${quote(join(directory, fileName))} does not read back as it was written. The original is kept.`,
    { directory, fileName },
  );
}
