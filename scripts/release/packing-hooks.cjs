/**
 * pnpm reads this where `NPM_CONFIG_GLOBAL_PNPMFILE` names it, and asks it for the manifest that goes into a tarball.
 *
 * pnpm writes the dependencies in the order in which it happened to resolve them, so that the same commit gave
 * different bytes; here they are put in order. Where GitHub publishes, the manifest names the repository, without
 * which npm refuses provenance: no manifest here does, since a copy of the repository publishes as itself.
 */
const { relative, sep } = require('node:path');

const FIELDS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];

function beforePacking(manifest, directory) {
  for (const field of FIELDS) {
    if (manifest[field] === undefined) continue;
    manifest[field] = Object.fromEntries(
      Object.entries(manifest[field]).sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  }
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_WORKSPACE } = process.env;
  if (GITHUB_REPOSITORY !== undefined && GITHUB_WORKSPACE !== undefined) {
    manifest.repository = {
      type: 'git',
      url: `git+${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}.git`,
      directory: relative(GITHUB_WORKSPACE, directory).replaceAll(sep, '/'),
    };
  }
  return manifest;
}

module.exports = { hooks: { beforePacking } };
