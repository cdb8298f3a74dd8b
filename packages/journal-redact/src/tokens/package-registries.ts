import { alphanumeric, hex, word } from './character-runs.js';
import type { TokenTable } from './token-rule.js';

/** Where packages, images and artefacts are published. */
export const PACKAGE_REGISTRIES: TokenTable = {
  npm: [{ kind: 'npm-token', starts: ['npm_'], rest: alphanumeric(24) }],
  PyPI: [{ kind: 'pypi-token', starts: ['pypi-AgE'], rest: word(60, 4096) }],
  RubyGems: [{ kind: 'rubygems-key', starts: ['rubygems_'], rest: hex(32) }],
  NuGet: [
    { kind: 'nuget-key', starts: ['oy2'], rest: '[a-z0-9]{28,43}', needsBorder: true, mustLookRandom: true },
  ],
  'crates.io': [
    {
      kind: 'crates-token',
      starts: ['cio'],
      rest: alphanumeric(22, 32),
      needsBorder: true,
      mustLookRandom: true,
    },
  ],
  'Docker Hub': [{ kind: 'docker-token', starts: ['dckr_pat_', 'dckr_oat_'], rest: word(18) }],
  Artifactory: [
    { kind: 'artifactory-key', starts: ['AKCp'], rest: alphanumeric(48), needsBorder: true },
    // Base64 of `ref`, as reference tokens begin.
    { kind: 'artifactory-reference-token', starts: ['cmVmd'], rest: alphanumeric(40), needsBorder: true },
  ],
  Packagist: [
    {
      kind: 'packagist-token',
      starts: ['packagist_ort_', 'packagist_out_', 'packagist_uut_'],
      rest: hex(40),
    },
  ],
  Clojars: [{ kind: 'clojars-token', starts: ['CLOJARS_'], rest: alphanumeric(40) }],
};
