import { createHash } from 'node:crypto';
import { answerJson } from '../answers/answer-content.js';
import { toWireKeys } from '../answers/wire-keys.js';
import { detailResponse } from '../detail-response.js';
import type { DoctorFinding } from '../journal-parts.js';
import { readBody } from '../requests/read-body.js';
import { repairBody } from '../schema.js';
import { shown } from '../shown.js';
import { missingPart } from './missing-part.js';
import type { ApiContext, RouteCall } from './route.js';

/** `GET /admin/logs/doctor`: what is wrong with the logs on the disk. */
export async function listFindings(
  { doctor, redaction }: ApiContext,
  { request }: RouteCall,
): Promise<Response> {
  if (doctor === undefined) return missingDoctor();
  const findings = await doctor.diagnose();
  const body = findings.map((finding) => ({ id: idOf(finding), ...finding }));
  return answerJson(request, toWireKeys(redaction.value(body)));
}

/** `POST /admin/logs/doctor`: repairs the findings that are named, as they are found now. */
export async function repairFindings(
  { doctor, redaction, maxBodyBytes }: ApiContext,
  { request }: RouteCall,
): Promise<Response> {
  if (doctor === undefined) return missingDoctor();
  const read = await readBody(request, repairBody, maxBodyBytes);
  if (!read.ok) return read.refusal;
  const found = new Map((await doctor.diagnose()).map((finding) => [idOf(finding), finding]));
  const gone = read.body.ids.find((id) => !found.has(id));
  if (gone !== undefined) {
    return detailResponse(
      409,
      `The finding ${shown(gone)} is not there, or is not the same any more. Get them again.`,
    );
  }
  const chosen = [...found].filter(([id]) => read.body.ids.includes(id)).map(([, finding]) => finding);
  const report = await doctor.repair(chosen as never[]);
  return Response.json(toWireKeys(redaction.value(report)), { headers: { 'cache-control': 'no-store' } });
}

function missingDoctor(): Response {
  return missingPart(
    'doctor',
    'give createJournalApi the option doctor, diagnose and repair of @opta/journal-doctor',
  );
}

/** The same as long as the finding is. */
function idOf({ code, files, facts }: DoctorFinding): string {
  return createHash('sha256')
    .update(JSON.stringify([code, files, facts]))
    .digest('base64url')
    .slice(0, 22);
}
