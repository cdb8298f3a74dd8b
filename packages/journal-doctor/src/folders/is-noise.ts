/** Files of the system and of sync tools, and what is still on its way: nobody means them as logs. */
const NOISE =
  /^(?:\.|~syncthing~|~\$|(?:desktop\.ini|Thumbs\.db|Icon\r)$)|(?:\.(?:tmp|temp|part|partial|swp|swo|crdownload|download|bak|orig)|~)$/i;

/** Whether a name in a log folder is nothing to speak of. */
export function isNoise(name: string): boolean {
  return NOISE.test(name);
}
