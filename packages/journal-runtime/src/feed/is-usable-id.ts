const USABLE_ID = /^[\x21-\x7e]{1,512}$/;

/** Whether a request can carry an id back in `Last-Event-ID`. */
export function isUsableId(id: unknown): id is string {
  return typeof id === 'string' && USABLE_ID.test(id);
}
