import { alphanumeric, hex, word } from './character-runs.js';
import type { TokenTable } from './token-rule.js';

/** What builds, checks and ships programs. */
export const DEVELOPER_TOOLS: TokenTable = {
  Terraform: [
    {
      kind: 'terraform-token',
      starts: ['.atlasv1.'],
      before: { characters: '[A-Za-z0-9]', minLength: 10, maxLength: 20 },
      rest: '[A-Za-z0-9_=-]{40,80}',
    },
  ],
  Pulumi: [{ kind: 'pulumi-token', starts: ['pul-'], rest: hex(26), needsBorder: true }],
  CircleCI: [{ kind: 'circleci-token', starts: ['CCIPAT_', 'CCIPRJ_'], rest: '[A-Za-z0-9_]{24,80}' }],
  Buildkite: [
    {
      kind: 'buildkite-token',
      starts: ['bkua_', 'bkaj_', 'bkct_'],
      rest: alphanumeric(26),
      needsBorder: true,
    },
  ],
  Harness: [
    {
      kind: 'harness-key',
      starts: ['pat.', 'sat.'],
      rest: '[A-Za-z0-9_-]{20,24}[.][A-Za-z0-9]{16,24}(?:[.][A-Za-z0-9]{1,24})?',
      needsBorder: true,
    },
  ],
  'Octopus Deploy': [{ kind: 'octopus-key', starts: ['API-'], rest: '[A-Z0-9]{18,40}', needsBorder: true }],
  Sonar: [
    {
      kind: 'sonar-token',
      starts: ['sqp_', 'sqa_', 'squ_', 'sqb_', 'sqco_'],
      rest: alphanumeric(26),
      needsBorder: true,
    },
  ],
  Snyk: [
    {
      kind: 'snyk-token',
      starts: ['snyk_uat.', 'snyk_sat.'],
      rest: '[A-Za-z0-9]{6,16}[.][A-Za-z0-9_-]{16,1024}(?:[.][A-Za-z0-9_-]{1,512})?',
    },
  ],
  Socket: [{ kind: 'socket-token', starts: ['sktsec_'], rest: word(28) }],
  'Endor Labs': [{ kind: 'endor-key', starts: ['endr+', 'endr%2B'], rest: '[A-Za-z0-9-]{12,64}' }],
  Infracost: [{ kind: 'infracost-key', starts: ['ico-'], rest: alphanumeric(20), needsBorder: true }],
  Percy: [{ kind: 'percy-token', starts: ['web_'], rest: hex(28), needsBorder: true }],
  Postman: [{ kind: 'postman-key', starts: ['PMAK-', 'PMAT-'], rest: word(24) }],
  ReadMe: [{ kind: 'readme-key', starts: ['rdme_'], rest: alphanumeric(40) }],
  Zuplo: [{ kind: 'zuplo-key', starts: ['zpka_'], rest: '[A-Za-z0-9_]{28,80}', needsBorder: true }],
  Kong: [{ kind: 'kong-token', starts: ['kpat_', 'spat_'], rest: alphanumeric(28), needsBorder: true }],
  LaunchDarkly: [
    {
      kind: 'launchdarkly-key',
      starts: ['sdk-', 'mob-'],
      rest: '[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9-]{10,22}',
      needsBorder: true,
    },
  ],
  Inngest: [
    { kind: 'inngest-key', starts: ['signkey-prod-', 'signkey-test-', 'signkey-branch-'], rest: hex(24) },
  ],
  'Trigger.dev': [
    { kind: 'trigger-key', starts: ['tr_dev_', 'tr_prod_', 'tr_stg_', 'tr_pat_'], rest: alphanumeric(16) },
  ],
  Mapbox: [
    {
      kind: 'mapbox-token',
      starts: ['sk.eyJ'],
      rest: '[A-Za-z0-9_-]{40,255}(?:[.][A-Za-z0-9_-]{1,64})?',
      needsBorder: true,
    },
  ],
  Akamai: [{ kind: 'akamai-key', starts: ['akab-'], rest: '[a-z0-9]{16}-[a-z0-9]{8,32}', needsBorder: true }],
  MaxMind: [
    {
      kind: 'maxmind-license-key',
      starts: ['_mmk'],
      before: { characters: '[A-Za-z0-9_]', minLength: 24, maxLength: 36 },
      rest: '(?![A-Za-z0-9_])',
      needsBorder: true,
    },
  ],
  SettleMint: [
    { kind: 'settlemint-token', starts: ['sm_aat_', 'sm_pat_', 'sm_sat_'], rest: alphanumeric(11) },
  ],
  Adafruit: [{ kind: 'adafruit-key', starts: ['aio_'], rest: alphanumeric(19), needsBorder: true }],
  Adobe: [
    { kind: 'adobe-secret', starts: ['p8e-'], rest: word(22), needsBorder: true, mustLookRandom: true },
  ],
  'Riot Games': [{ kind: 'riot-key', starts: ['RGAPI-'], rest: '[a-f0-9-]{24,36}' }],
  'Apollo GraphOS': [
    {
      kind: 'apollo-key',
      starts: ['user:gh.', 'user%3Agh.'],
      rest: '[A-Za-z0-9-]{8,40}[:%]{1,2}[A-Za-z0-9_-]{8,64}',
    },
  ],
};
