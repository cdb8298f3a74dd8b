import * as z from 'zod';
import { toEpochMs } from '../events/normalise-event.js';

/** A Date, epoch milliseconds or an ISO text, as epoch milliseconds; null counts as not given. */
export const timeField = z
  .unknown()
  .optional()
  .transform((value, context) => {
    if (value === undefined || value === null) return undefined;
    const ms = toEpochMs(value);
    if (ms !== undefined) return ms;
    context.issues.push({ code: 'custom', input: value, message: 'is not a time' });
    return z.NEVER;
  });
