/** What each status means here. */
export const PROBLEMS: Record<number, string> = {
  400: 'The name, the query or the body is not what it must be',
  403: 'The admin key is missing or wrong, the request is from elsewhere, or this API only reads',
  404: 'There is no such log, or no session is running',
  405: 'The path does not have this method; Allow says which it has',
  406: 'The log cannot be had in this form',
  409: 'It is not as the request says any more, or not possible now',
  413: 'The log or the body is too large',
  414: 'The query of the URL is too long',
  415: 'The body is not JSON',
  416: 'The log has no such part',
  422: 'The body has fields that cannot be used',
  429: 'Too many wrong keys from this address; Retry-After says when to go on',
  500: 'A fault of the server',
  501: 'The part that would answer this was not handed in; the detail names its package',
  503: 'The disk, the index, the feed or what renders logs cannot answer now',
};
