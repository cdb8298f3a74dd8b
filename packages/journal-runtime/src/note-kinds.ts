import type { NoteKind } from './runtime-journal.js';

export const NOTE_KINDS: readonly NoteKind[] = [
  'decision',
  'next_step',
  'issue',
  'note',
  'file_created',
  'file_modified',
  'file_deleted',
];
