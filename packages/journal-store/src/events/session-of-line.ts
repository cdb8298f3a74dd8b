/** The session that a first line of ours names; undefined for every other line. */
export function sessionOfLine(line: string): string | undefined {
  try {
    const { event_type: type, data } = JSON.parse(line) as {
      event_type?: unknown;
      data?: { session?: unknown };
    };
    if (type !== 'journal_session_start' || typeof data?.session !== 'string') return undefined;
    return data.session;
  } catch {
    return undefined;
  }
}
