/**
 * What stands for `{name}` in a request's path.
 *
 * @param pathname - of the request, as it is encoded
 * @param path - of the route, `/admin/logs/sessions/{name}/events`
 * @returns undefined for what is no plain name, however it is encoded; the store looks at the rest
 */
export function nameInPath(pathname: string, path: string): string | undefined {
  const [before = '', after = ''] = path.split('{name}');
  const name = decode(pathname.slice(before.length, pathname.length - after.length));
  if (name === undefined || name === '.' || name === '..') return undefined;
  return /^[^/\\\u0000]{1,255}$/.test(name) ? name : undefined;
}

function decode(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
