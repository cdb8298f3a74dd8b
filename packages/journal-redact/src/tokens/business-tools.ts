import { alphanumeric, base64, hex, uuid, word } from './character-runs.js';
import type { TokenTable } from './token-rule.js';

/** Documents, designs, customers, and the social networks. */
export const BUSINESS_TOOLS: TokenTable = {
  Notion: [
    { kind: 'notion-token', starts: ['ntn_'], rest: alphanumeric(32), needsBorder: true },
    { kind: 'notion-token', starts: ['secret_'], rest: alphanumeric(30, 48), needsBorder: true },
  ],
  Airtable: [
    { kind: 'airtable-token', starts: ['pat'], rest: '[A-Za-z0-9]{14}[.][a-f0-9]{20,64}', needsBorder: true },
  ],
  Figma: [
    { kind: 'figma-token', starts: ['figd_', 'figp_', 'figo_', 'figu_'], rest: word(26), needsBorder: true },
  ],
  'Frame.io': [
    { kind: 'frameio-token', starts: ['fio-u-'], rest: '[A-Za-z0-9_=-]{40,80}', needsBorder: true },
  ],
  Typeform: [{ kind: 'typeform-token', starts: ['tfp_'], rest: word(28), needsBorder: true }],
  Contentful: [{ kind: 'contentful-token', starts: ['CFPAT-'], rest: word(28) }],
  Dropbox: [
    {
      kind: 'dropbox-token',
      starts: ['sl.', 'sl.u.'],
      rest: word(90, 2048),
      needsBorder: true,
      mustLookRandom: true,
    },
  ],
  HubSpot: [
    {
      kind: 'hubspot-token',
      starts: ['pat-na1-', 'pat-na2-', 'pat-eu1-', 'pat-ap1-'],
      rest: uuid(),
      needsBorder: true,
    },
  ],
  Salesforce: [
    {
      kind: 'salesforce-token',
      starts: ['00D'],
      rest: '[A-Za-z0-9]{12,15}![A-Za-z0-9_.]{60,255}',
      needsBorder: true,
    },
    { kind: 'salesforce-consumer-key', starts: ['3MVG9'], rest: '[A-Za-z0-9._]{50,255}', needsBorder: true },
    {
      kind: 'salesforce-refresh-token',
      starts: ['5Aep861'],
      rest: '[A-Za-z0-9._]{50,255}',
      needsBorder: true,
    },
  ],
  // Base64 of `tok:`.
  Intercom: [{ kind: 'intercom-token', starts: ['dG9rOj'], rest: base64(40), needsBorder: true }],
  Klaviyo: [
    { kind: 'klaviyo-key', starts: ['pk_'], rest: hex(26), needsBorder: true },
    { kind: 'klaviyo-key', starts: ['pk_'], rest: `[A-Za-z0-9]{6}_${hex(22)}`, needsBorder: true },
  ],
  Zoho: [
    { kind: 'zoho-token', starts: ['1000.'], rest: '[a-f0-9]{32}[.][a-f0-9]{12,32}', needsBorder: true },
  ],
  Tableau: [
    {
      kind: 'tableau-token',
      starts: ['==:', '%3D%3D%3A'],
      before: { characters: '[A-Za-z0-9+/%]', minLength: 22, maxLength: 32 },
      rest: alphanumeric(20),
    },
  ],
  Facebook: [
    {
      kind: 'facebook-token',
      starts: ['EAA'],
      rest: alphanumeric(60),
      needsBorder: true,
      mustLookRandom: true,
    },
    {
      kind: 'instagram-token',
      starts: ['IGQV', 'IGAA'],
      rest: word(80, 256),
      needsBorder: true,
      mustLookRandom: true,
    },
  ],
  X: [
    {
      kind: 'x-bearer-token',
      starts: ['AAAAAAAAAAAAAAAAAAAAA'],
      rest: '[A-Za-z0-9%]{60,255}',
      needsBorder: true,
      mustLookRandom: true,
    },
  ],
  LinkedIn: [
    {
      kind: 'linkedin-secret',
      starts: ['WPL_AP1.'],
      rest: '[A-Za-z0-9]{10,32}(?:[.][A-Za-z0-9]{1,16})?[=%3D]{0,6}',
    },
  ],
  Pinterest: [{ kind: 'pinterest-token', starts: ['pina_'], rest: alphanumeric(40) }],
  VK: [{ kind: 'vk-token', starts: ['vk1.a.'], rest: word(120), needsBorder: true }],
  Twitch: [
    {
      kind: 'twitch-chat-token',
      starts: ['oauth:', 'oauth%3A'],
      rest: '[a-z0-9]{20,40}',
      needsBorder: true,
      mustLookRandom: true,
    },
  ],
  Roblox: [
    {
      kind: 'roblox-cookie',
      starts: ['_|WARNING:-DO-NOT-SHARE-THIS.', '_%7CWARNING%3A-DO-NOT-SHARE-THIS.'],
      rest: '[A-Za-z0-9.%|_-]{64,2048}',
    },
  ],
  '42': [
    { kind: 'intra42-secret', starts: ['s-s4t2ud-', 's-s4t2af-', 'u-s4t2ud-', 'u-s4t2af-'], rest: hex(40) },
  ],
};
