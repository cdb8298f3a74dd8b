/** Without the secret a text would not be readable any more. */
export class ScrubBreaksError extends Error {
  override readonly name = 'ScrubBreaksError';

  /** @param part - what could not be read then: `the frontmatter` */
  constructor(part: string) {
    super(`without the secret ${part} of it could not be read any more`);
  }
}
