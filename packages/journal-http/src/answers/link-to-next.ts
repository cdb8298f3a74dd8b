/** The header that leads to the next page; none on the last one. */
export function linkToNext(url: URL, cursor: string | undefined): Record<string, string> {
  if (cursor === undefined) return {};
  const next = new URLSearchParams(url.searchParams);
  next.set('cursor', cursor);
  return { link: `<${url.pathname}?${next}>; rel="next"` };
}
