import { statIfThere } from '../folders/list-folder.js';
import { labelOf } from './seal.js';

/** Of what an index was made. Both are empty where it is not known that the index has all of it as it was listed. */
export interface IndexLabel {
  /** The digest of the listed files. */
  files: string;
  /** What `digestLogs` gives for the logs among them. */
  logs: string;
}

export function formatLabel({ files, logs }: IndexLabel): string {
  return `${files} ${logs}`;
}

/** The label of an index; undefined where there is none. Its content may have been changed all the same. */
export function readLabel(path: string): IndexLabel | undefined {
  if (statIfThere(path)?.isFile() !== true) return undefined;
  const label = labelOf(path);
  if (label === undefined) return undefined;
  const [files = '', logs = ''] = label.split(' ');
  return { files, logs };
}
