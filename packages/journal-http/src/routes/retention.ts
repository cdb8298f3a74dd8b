import { createHash } from 'node:crypto';
import type { JournalStore, RetentionPlan, RetentionPolicy, RetentionResult } from '@opta/journal-store';
import { answerJson } from '../answers/answer-content.js';
import { toWireKeys } from '../answers/wire-keys.js';
import { detailResponse } from '../detail-response.js';
import { readBody } from '../requests/read-body.js';
import { applyRetentionBody } from '../schema.js';
import { missingPart } from './missing-part.js';
import type { ApiContext, RouteCall } from './route.js';

/** `GET /admin/logs/retention`: what would go, and nothing goes. */
export async function planRetention(context: ApiContext, { request }: RouteCall): Promise<Response> {
  const parts = partsOf(context);
  if (parts instanceof Response) return parts;
  const plan = await parts.store.planRetention(parts.policy);
  return answerJson(request, toWireKeys(context.redaction.value({ id: idOf(plan), ...plan })));
}

/** `POST /admin/logs/retention`: does the plan that was seen, if it is still the same. */
export async function applyRetention(context: ApiContext, { request }: RouteCall): Promise<Response> {
  const parts = partsOf(context);
  if (parts instanceof Response) return parts;
  const read = await readBody(request, applyRetentionBody, context.maxBodyBytes);
  if (!read.ok) return read.refusal;
  return applySeen(context, parts, read.body);
}

interface Parts {
  store: JournalStore;
  policy: RetentionPolicy;
}

function partsOf({ source, retention }: ApiContext): Parts | Response {
  if (retention !== undefined && source.store !== undefined)
    return { store: source.store, policy: retention };
  return missingPart(
    'retention',
    'give createJournalApi the option retention, a policy of @opta/journal-store, and a source with a store',
  );
}

async function applySeen(
  { redaction }: ApiContext,
  { store, policy }: Parts,
  { id, accept }: { id: string; accept: boolean },
): Promise<Response> {
  let plan = await store.planRetention(policy);
  if (idOf(plan) !== id) return changed();
  if (plan.held !== undefined && accept) {
    await store.acceptRetention(plan);
    plan = await store.planRetention(policy);
    if (idOf(plan) !== id) return changed();
  }
  if (plan.held !== undefined) {
    return detailResponse(409, `${plan.held.message} Send "accept": true once you have looked at the plan.`);
  }
  const result = await store.applyRetention(plan);
  return Response.json(toWireKeys(redaction.value(toBody(result))), {
    headers: { 'cache-control': 'no-store' },
  });
}

/** What goes, whenever it was planned and whether or not somebody has seen it. */
function idOf({ mode, units }: RetentionPlan): string {
  return createHash('sha256')
    .update(JSON.stringify([mode, units]))
    .digest('base64url')
    .slice(0, 22);
}

function changed(): Response {
  return detailResponse(
    409,
    'The plan is not the one that was seen: logs have come, gone or changed. Get it again.',
  );
}

function toBody({ skipped, ...result }: RetentionResult): object {
  return { ...result, skipped: skipped.map(({ error, ...unit }) => ({ ...unit, error: error?.message })) };
}
