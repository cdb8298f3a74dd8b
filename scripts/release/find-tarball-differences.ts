import { fileDigest } from './file-digest.js';
import { readTarball } from './read-tarball.js';

/** Names every tarball that is not, byte for byte, that of the same package in the other set, and what differs in it. */
export function findTarballDifferences(
  tarballs: ReadonlyMap<string, string>,
  others: ReadonlyMap<string, string>,
): string[] {
  return [...tarballs].flatMap(([name, tarball]) => {
    const other = others.get(name);
    if (other === undefined) return [`${name} is missing in the second one`];
    if (fileDigest(tarball) === fileDigest(other)) return [];
    return [`${name} differs in ${listDifferentFiles(tarball, other).join(', ') || 'the archive itself'}`];
  });
}

function listDifferentFiles(tarball: string, other: string): string[] {
  const [files, others] = [readTarball(tarball), readTarball(other)];
  const names = new Set([...files.keys(), ...others.keys()]);
  return [...names].filter((name) => !files.get(name)?.equals(others.get(name) ?? Buffer.alloc(0)));
}
