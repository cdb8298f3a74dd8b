import { alphanumeric, base64, hex, uuid, word } from './character-runs.js';
import type { TokenTable } from './token-rule.js';

/** Logs, metrics, errors, and what wakes people up. */
export const MONITORING: TokenTable = {
  Sentry: [
    { kind: 'sentry-organization-token', starts: ['sntrys_'], rest: base64(60) },
    { kind: 'sentry-token', starts: ['sntryu_', 'sntrya_', 'sntryi_'], rest: hex(40) },
  ],
  'New Relic': [
    { kind: 'new-relic-key', starts: ['NRAK-', 'NRJS-', 'NRII-', 'NRIQ-', 'NRRA-', 'NRBR-'], rest: word(13) },
    {
      kind: 'new-relic-license-key',
      starts: ['NRAL'],
      before: { characters: '[a-zF0-9]', minLength: 24, maxLength: 36 },
      rest: '(?![A-Za-z0-9])',
      needsBorder: true,
    },
  ],
  Datadog: [
    { kind: 'datadog-token', starts: ['ddpat_', 'ddsat_'], rest: word(24), needsBorder: true },
    {
      kind: 'datadog-key',
      starts: ['ddapp_', 'ddap_'],
      rest: word(24),
      needsBorder: true,
      mustLookRandom: true,
    },
  ],
  Grafana: [
    { kind: 'grafana-cloud-token', starts: ['glc_'], rest: base64(32) },
    { kind: 'grafana-service-token', starts: ['glsa_'], rest: '[A-Za-z0-9_]{26,48}' },
    // Base64 of `{"k":"`.
    { kind: 'grafana-key', starts: ['eyJrIjoi'], rest: base64(48), needsBorder: true },
  ],
  Honeycomb: [
    {
      kind: 'honeycomb-key',
      starts: ['hcaik_', 'hcbik_', 'hcxik_', 'hcamk_', 'hcxmk_'],
      rest: alphanumeric(32),
    },
  ],
  Dynatrace: [
    {
      kind: 'dynatrace-token',
      starts: ['dt0c01.', 'dt0s01.', 'dt0s02.', 'dt0s08.', 'dt0s16.'],
      rest: '[A-Za-z0-9]{8,32}(?:[.][A-Za-z0-9]{1,80})?',
    },
  ],
  PostHog: [
    {
      kind: 'posthog-key',
      starts: ['phc_', 'phx_', 'phs_', 'pha_'],
      rest: alphanumeric(26),
      needsBorder: true,
    },
  ],
  'Sumo Logic': [
    {
      kind: 'sumo-logic-collector',
      starts: ['/receiver/v1/http/', '%2Freceiver%2Fv1%2Fhttp%2F'],
      rest: base64(40),
    },
  ],
  Axiom: [{ kind: 'axiom-token', starts: ['xaat-', 'xapt-'], rest: uuid(), needsBorder: true }],
  Coralogix: [
    { kind: 'coralogix-key', starts: ['cxtp_', 'cxup_'], rest: alphanumeric(18), needsBorder: true },
  ],
  Rootly: [{ kind: 'rootly-key', starts: ['rootly_'], rest: hex(40) }],
  Honeybadger: [{ kind: 'honeybadger-key', starts: ['hbp_'], rest: alphanumeric(20), needsBorder: true }],
  Checkly: [{ kind: 'checkly-key', starts: ['cu_'], rest: hex(22), needsBorder: true }],
  'Healthchecks.io': [
    { kind: 'healthchecks-key', starts: ['hcw_', 'hcr_'], rest: alphanumeric(18), needsBorder: true },
  ],
};
