import type { JournalApi } from '@opta/journal-http';
import { type EventFrame, EventFrameReader } from 'test-kit';

/**
 * The events that a journal's feed sends, until it ends; none while it takes no clients.
 *
 * @param lastEventId - of the last event that is known already
 */
export async function* readEventStream(
  api: JournalApi,
  lastEventId: string | undefined,
): AsyncGenerator<EventFrame, void, undefined> {
  const headers: Record<string, string> = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
  const request = new Request('http://localhost/admin/events', { headers });
  const { body, ok } = await api.fetch(request, { remoteAddress: '127.0.0.1' });
  if (!ok) return;
  const reader = new EventFrameReader();
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) yield* reader.push(chunk);
}
