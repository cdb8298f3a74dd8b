/** The LMX release whose endpoints are mirrored. */
export const LMX_VERSION = '0.1.0';

/** Version of the discovery document. Source: LMX, `api/discovery.py`. */
export const DISCOVERY_SCHEMA_VERSION = '2026-03-02';

/** Largest body of a request, in bytes: a chat of 100,000 words. */
export const MAX_BODY_BYTES = 1_048_576;

/** Tokens that are generated where a client does not say how many. */
export const DEFAULT_MAX_TOKENS = 256;

/** Most tokens that a client may ask for. */
export const MAX_TOKENS = 4_096;

/** Requests that are answered at once; nothing is refused, a client only learns the figure. */
export const MAX_CONCURRENT_REQUESTS = 16;

/** Seconds after which a client may try again that was turned away because of the memory. */
export const OVERLOAD_RETRY_SEC = 30;
