/** A question was answered with Ctrl-C; the command ends as interrupted. */
export class QuestionCancelled extends Error {
  override readonly name = 'QuestionCancelled';

  constructor() {
    super('A question was answered with Ctrl-C.');
  }
}
