/** What was thrown, as a short text. Whatever it is, this does not throw. */
export function describeThrown(thrown: unknown): string {
  try {
    const message = thrown instanceof Error ? thrown.message : thrown;
    return String(message).slice(0, 200);
  } catch {
    return 'something that cannot be shown';
  }
}
