/** What the event with a number carries: of changing length, with characters of one to four bytes. */
export function eventData(index: number): { index: number; text: string } {
  return { index, text: 'aä€😀'.repeat(index % 61) };
}
