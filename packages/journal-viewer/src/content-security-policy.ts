/**
 * What a browser lets the page do: run its own scripts and nothing else, talk to its own server and nobody else. Strings
 * never become scripts or markup (Trusted Types), so that log text could not even if it came through the sanitizer. The
 * one policy that exists makes the address of the worker which parses logs.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types opta-journal',
].join('; ');
