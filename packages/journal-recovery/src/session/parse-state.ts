/** The JSON in a file of state; undefined where it is empty or damaged, as after a power cut. */
export function parseState(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
