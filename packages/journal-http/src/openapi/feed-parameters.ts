import * as z from 'zod';

/** What the event feed reads from the URL; `feed/feed-query.ts` checks it. */
export const feedQuery = z.object({
  type: z
    .array(z.string())
    .optional()
    .meta({ description: 'Event types; `*` stands for any characters. Repeated, or with commas' }),
  severity: z
    .enum(['info', 'warning', 'error', 'critical'])
    .optional()
    .meta({ description: 'This severity and worse ones' }),
  limit: z.int().min(0).optional().meta({ description: 'Missed events that are sent at the most' }),
  last_event_id: z.string().optional().meta({ description: 'As the header Last-Event-ID' }),
});

export const feedHeaders = z.object({
  'last-event-id': z
    .string()
    .optional()
    .meta({ description: 'Id of the last event that the client has; what came after it is sent first' }),
});
