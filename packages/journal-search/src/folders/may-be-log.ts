const NAME = /^\d.*\.md$/i;

/**
 * Whether a file may be a session or update log, by its name. Every log may, and little else; to be sure takes
 * `parseLogFileName`, which a start on unchanged folders does without: it takes a tenth of a second to load.
 */
export function mayBeLog(fileName: string): boolean {
  return NAME.test(fileName);
}
