import { detailResponse } from '../detail-response.js';

/**
 * The answer of a route for which something was not handed in.
 *
 * @param what - what there is not, `search`
 * @param fix - who has it and how it gets here
 */
export function missingPart(what: string, fix: string): Response {
  return detailResponse(501, `This server has no ${what}: ${fix}`);
}
