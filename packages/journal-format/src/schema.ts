export { sessionLogSchema } from './schema/session-log-schema.js';
export { updateLogSchema } from './schema/update-log-schema.js';
