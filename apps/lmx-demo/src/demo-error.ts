/** Something that the person who started the demo can mend; its message says how. */
export class DemoError extends Error {
  constructor(message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = 'DemoError';
  }
}
