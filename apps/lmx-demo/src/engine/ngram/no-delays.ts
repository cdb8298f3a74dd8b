/** Delays for tests: an embedded engine that is as fast as the machine. */
export const NO_DELAYS = { tokenDelayMsPerGb: 0, loadDelayMsPerGb: 0, chunkDelayMs: 0 } as const;
