/** What can go wrong with models: HTTP status and LMX's `type` for each code. */
const ERRORS = {
  model_not_found: { status: 404, type: 'invalid_request_error' },
  model_in_use: { status: 409, type: 'invalid_request_error' },
  model_unstable: { status: 409, type: 'invalid_request_error' },
  insufficient_memory: { status: 507, type: 'server_error' },
  insufficient_disk: { status: 507, type: 'server_error' },
  downloads_disabled: { status: 403, type: 'invalid_request_error' },
  token_not_found: { status: 404, type: 'invalid_request_error' },
  token_expired: { status: 404, type: 'invalid_request_error' },
  download_not_found: { status: 404, type: 'invalid_request_error' },
  unsupported: { status: 501, type: 'invalid_request_error' },
  shutting_down: { status: 503, type: 'server_error' },
  upstream_failed: { status: 502, type: 'server_error' },
  internal_error: { status: 500, type: 'server_error' },
} as const;

export type EngineErrorCode = keyof typeof ERRORS;

/** An answer that the engine cannot give. The message is for the client. */
export class EngineError extends Error {
  readonly code: EngineErrorCode;
  readonly status: number;
  readonly type: string;

  constructor(code: EngineErrorCode, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = 'EngineError';
    this.code = code;
    this.status = ERRORS[code].status;
    this.type = ERRORS[code].type;
  }
}
