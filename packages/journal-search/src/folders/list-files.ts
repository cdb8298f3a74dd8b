import { FilesDigest } from './files-digest.js';
import { listPlaces, type Place, pathIn, readNames, statIfThere } from './list-folder.js';
import { mayBeLog } from './may-be-log.js';
import type { LogFolders, StoredLog } from './stored-log.js';

/** The files of one folder that may be logs by their names. */
interface PlaceFiles {
  kind: StoredLog['kind'];
  place: Place;
  names: string[];
  /** Of each name {@link FACTS_OF_FILE} numbers: size, and times of the last change of content and inode. */
  facts: Float64Array;
}

/** What both log folders and their archives have, without what takes long to load or much to keep. */
export interface FileList {
  /** A live folder comes before its archive, a newer month before an older one. */
  places: PlaceFiles[];
  /** Another one after any of the files was added, removed, moved or changed. */
  digest: string;
}

export const FACTS_OF_FILE = 3;

/** Lists both log folders, with one stat for each file. */
export function listFiles({ sessionLogsDir, updateLogsDir }: LogFolders): FileList {
  const digest = new FilesDigest();
  const places = [
    ...listPlaces(sessionLogsDir).map((place) => listPlace('session', place, digest)),
    ...listPlaces(updateLogsDir).map((place) => listPlace('update', place, digest)),
  ];
  return { places, digest: digest.toString() };
}

function listPlace(kind: StoredLog['kind'], place: Place, digest: FilesDigest): PlaceFiles {
  const candidates = readNames(place.directory).filter(mayBeLog);
  const names: string[] = [];
  const facts = new Float64Array(candidates.length * FACTS_OF_FILE);
  const folder = folderNumber(kind, place);
  for (const name of candidates) {
    const stat = statIfThere(pathIn(place, name));
    if (stat?.isFile() !== true) continue;
    facts[names.length * FACTS_OF_FILE] = stat.size;
    facts[names.length * FACTS_OF_FILE + 1] = stat.mtimeMs;
    facts[names.length * FACTS_OF_FILE + 2] = stat.ctimeMs;
    names.push(name);
    digest.add(name, stat, folder);
  }
  return { kind, place, names, facts };
}

function folderNumber(kind: StoredLog['kind'], { archived = '0' }: Place): number {
  return 2 * Number(archived.replace('-', '')) + (kind === 'update' ? 1 : 0);
}
