import * as z from 'zod';
import type { OperationId } from '../routes/routes.js';
import {
  applyRetentionBody,
  eventsQuery,
  noteBody,
  repairBody,
  searchQuery,
  sessionLogsQuery,
  statisticsQuery,
  updateLogsQuery,
} from '../schema.js';
import {
  eventLine,
  searchPage,
  sessionLogEntry,
  statistics,
  updateLogEntry,
  writtenUpdateLog,
} from './answer-schemas.js';
import { feedHeaders, feedQuery } from './feed-parameters.js';
import { refTo } from './log-schemas.js';
import { updateLogInput } from './update-log-input.js';
import { finding, health, repairReport, retentionPlan, retentionResult } from './upkeep-schemas.js';

/** By zod, or a reference to a component. */
type ContentSchema = z.ZodType | { $ref: string };

/** What a client may know of a route besides its method and path. */
export interface Operation {
  summary: string;
  query?: z.ZodObject;
  headers?: z.ZodObject;
  body?: z.ZodType;
  /** Status of success, and its content by media type. */
  status?: number;
  content?: Record<string, ContentSchema>;
  /** Headers of success, and what they say. */
  answerHeaders?: Record<string, string>;
  /** Further answers, each `{"detail": …}`. */
  problems?: number[];
}

const text = z.string();
const json = (schema: ContentSchema) => ({ 'application/json': schema });
const paged = { link: 'Leads to the next page (rel="next")' };
const listed = { ...paged, 'x-total-count': 'Files that match, on all pages' };
const log = (component: 'SessionLog' | 'UpdateLog') => ({
  'text/plain': text,
  'text/markdown': text,
  'text/html': text,
  ...json(refTo(component)),
});

export const OPERATIONS: Record<OperationId, Operation> = {
  listSessionLogs: {
    summary: 'Session logs and event logs, newest first',
    query: sessionLogsQuery,
    content: json(z.array(sessionLogEntry)),
    answerHeaders: listed,
    problems: [400, 414, 503],
  },
  readCurrentSession: {
    summary: 'The log of the running session, as it would be now',
    content: log('SessionLog'),
    problems: [404, 406, 416, 501, 503],
  },
  readLogEvents: {
    summary: 'Events of a session, one JSON object a line',
    query: eventsQuery,
    content: { 'application/x-ndjson': eventLine },
    problems: [400, 404, 413, 414, 503],
  },
  readSessionLog: {
    summary: 'One session log or event log',
    content: log('SessionLog'),
    problems: [400, 404, 406, 413, 416, 503],
  },
  listUpdateLogs: {
    summary: 'Update logs, newest first',
    query: updateLogsQuery,
    content: json(z.array(updateLogEntry)),
    answerHeaders: listed,
    problems: [400, 414, 503],
  },
  writeUpdateLog: {
    summary: 'Write an update log with the next number',
    body: updateLogInput,
    status: 201,
    content: json(writtenUpdateLog),
    answerHeaders: { location: 'Where the log is' },
    problems: [400, 409, 413, 415, 422, 501, 503],
  },
  readUpdateLog: {
    summary: 'One update log',
    content: log('UpdateLog'),
    problems: [400, 404, 406, 413, 416, 503],
  },
  searchLogs: {
    summary: 'Search in session logs, update logs and events',
    query: searchQuery,
    content: json(searchPage),
    answerHeaders: paged,
    problems: [400, 414, 501, 503],
  },
  readStatistics: {
    summary: 'Runtimes, models, failures and tokens in a span of days',
    query: statisticsQuery,
    content: json(statistics),
    problems: [400, 414, 501, 503],
  },
  writeNote: {
    summary: 'Add a note to the running session’s log',
    body: noteBody,
    status: 201,
    content: json(noteBody),
    problems: [400, 409, 413, 415, 422, 501],
  },
  planRetention: {
    summary: 'What retention would let go now',
    content: json(retentionPlan),
    problems: [501, 503],
  },
  applyRetention: {
    summary: 'Do a retention plan that was seen',
    body: applyRetentionBody,
    content: json(retentionResult),
    problems: [400, 409, 413, 415, 422, 501, 503],
  },
  listFindings: {
    summary: 'What is wrong with the logs on the disk',
    content: json(z.array(finding)),
    problems: [501, 503],
  },
  repairFindings: {
    summary: 'Repair findings, as they are found now',
    body: repairBody,
    content: json(repairReport),
    problems: [400, 409, 413, 415, 422, 501, 503],
  },
  readHealth: { summary: 'How the journal is, and what this API has', content: json(health) },
  readOpenApi: {
    summary: 'This document; a page of it where HTML is asked for',
    content: { ...json(z.looseObject({})), 'text/html': text },
  },
  readOpenApiPage: { summary: 'This document for people', content: { 'text/html': text } },
  followEvents: {
    summary: 'What the journal records, as Server-Sent Events',
    query: feedQuery,
    headers: feedHeaders,
    content: { 'text/event-stream': text },
    problems: [400, 501, 503],
  },
  redirectToViewer: { summary: 'Leads to the viewer', status: 308 },
  serveViewer: { summary: 'Files of the viewer', content: { 'text/html': text }, problems: [404, 501] },
};
