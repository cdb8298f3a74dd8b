/** What can be added, as the API calls it, and an example of each. */
export const KINDS = [
  {
    kind: 'decision',
    title: 'Decision',
    example: 'Keep one model in memory: two do not fit beside the editor.',
  },
  { kind: 'next_step', title: 'Next step', example: 'Try the 4-bit quantization on Monday.' },
  { kind: 'issue', title: 'Issue', example: 'Answers slow down after an hour.' },
  { kind: 'note', title: 'Note', example: 'The fan was loud from 14:00 on.' },
] as const;

export type NoteKind = (typeof KINDS)[number]['kind'];

export function titleOf(kind: NoteKind): string {
  return KINDS.find((one) => one.kind === kind)?.title ?? kind;
}
