/** Characters of a detail at the most: what is wrong with a large body must not be a large answer. */
const MAX_DETAIL_LENGTH = 2000;

/** An answer in the shape that LMX gives under /admin: `{"detail": …}`. */
export function detailResponse(
  status: number,
  detail: string,
  headers: Record<string, string> = {},
): Response {
  return new Response(JSON.stringify({ detail: detail.slice(0, MAX_DETAIL_LENGTH) }), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
  });
}
