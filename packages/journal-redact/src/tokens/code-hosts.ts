import { alphanumeric, base64, hex, word } from './character-runs.js';
import type { TokenTable } from './token-rule.js';

/** Where source code is kept, and what is planned around it. */
export const CODE_HOSTS: TokenTable = {
  GitHub: [
    { kind: 'github-token', starts: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], rest: alphanumeric(16) },
    { kind: 'github-fine-grained-token', starts: ['github_pat_'], rest: '[A-Za-z0-9_]{24,255}' },
  ],
  GitLab: [
    { kind: 'gitlab-token', starts: ['glpat-', 'gloas-', 'glsoat-'], rest: routable(13) },
    { kind: 'gitlab-deploy-token', starts: ['gldt-'], rest: routable(13) },
    { kind: 'gitlab-runner-token', starts: ['glrt-', 'glrtr-', 'GR1348941'], rest: routable(13) },
    { kind: 'gitlab-job-token', starts: ['glcbt-'], rest: routable(13) },
    { kind: 'gitlab-trigger-token', starts: ['glptt-'], rest: routable(24) },
    { kind: 'gitlab-feed-token', starts: ['glft-', 'glimt-'], rest: routable(13) },
    { kind: 'gitlab-feature-flag-token', starts: ['glffct-'], rest: routable(13) },
    { kind: 'gitlab-agent-token', starts: ['glagent-', 'glwt-'], rest: routable(20) },
    { kind: 'gitlab-session', starts: ['_gitlab_session=', '_gitlab_session%3D'], rest: alphanumeric(20) },
  ],
  Bitbucket: [
    { kind: 'bitbucket-app-password', starts: ['ATBB'], rest: alphanumeric(20), needsBorder: true },
    { kind: 'bitbucket-token', starts: ['ATCTT3'], rest: base64(60), needsBorder: true },
    { kind: 'bitbucket-data-center-token', starts: ['BBDC-'], rest: base64(28), needsBorder: true },
  ],
  Atlassian: [
    { kind: 'atlassian-token', starts: ['ATATT3', 'ATSTT3'], rest: base64(60), needsBorder: true },
    { kind: 'trello-token', starts: ['ATTA'], rest: hex(40), needsBorder: true },
  ],
  'Azure DevOps': [
    {
      kind: 'azure-devops-token',
      starts: ['AZDO'],
      before: { characters: '[A-Za-z0-9]', minLength: 50, maxLength: 80 },
      rest: alphanumeric(2, 8),
    },
  ],
  Sourcegraph: [
    { kind: 'sourcegraph-token', starts: ['sgp_'], rest: '[A-Za-z0-9_]{26,80}', needsBorder: true },
    { kind: 'sourcegraph-license-key', starts: ['slk_'], rest: hex(42), needsBorder: true },
  ],
  Linear: [
    { kind: 'linear-key', starts: ['lin_api_'], rest: alphanumeric(26) },
    { kind: 'linear-oauth-token', starts: ['lin_oauth_'], rest: alphanumeric(26) },
    { kind: 'linear-webhook-secret', starts: ['lin_wh_'], rest: alphanumeric(20) },
  ],
  ClickUp: [
    { kind: 'clickup-token', starts: ['pk_'], rest: '[0-9]{5,12}_[A-Z0-9]{20,64}', needsBorder: true },
  ],
  'Open VSX': [{ kind: 'open-vsx-token', starts: ['ovsxat_', 'ovsxp_'], rest: word(24) }],
};

/** A run that newer tokens follow with `.01.` and a checksum. */
function routable(min: number): string {
  return `${word(min)}(?:[.][a-z0-9]{2}[.][a-z0-9]{7,12})?`;
}
