import type { JournalApi } from '@opta/journal-http';

export interface StreamedEvent {
  id?: string;
  event: string;
  data: unknown;
}

/**
 * The events that a journal's feed sends, until it ends; none while it takes no clients.
 *
 * @param lastEventId - of the last event that is known already
 */
export async function* readEventStream(
  api: JournalApi,
  lastEventId: string | undefined,
): AsyncGenerator<StreamedEvent, void, undefined> {
  const headers: Record<string, string> = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
  const request = new Request('http://localhost/admin/events', { headers });
  const { body, ok } = await api.fetch(request, { remoteAddress: '127.0.0.1' });
  if (!ok) return;
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    const frames = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
    rest = frames.pop() as string;
    for (const frame of frames) if (!frame.startsWith(':')) yield parseFrame(frame);
  }
}

function parseFrame(text: string): StreamedEvent {
  const [, id, event = '', data = ''] = /^(?:id: (.*)\n)?event: (.*)\ndata: (.*)$/.exec(text) ?? [];
  return { ...(id === undefined ? {} : { id }), event, data: JSON.parse(data) };
}
