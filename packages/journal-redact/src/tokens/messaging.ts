import { alphanumeric, base64, hex, uuid, word } from './character-runs.js';
import type { TokenTable } from './token-rule.js';

const HEX_DIGITS = [...'0123456789abcdef'];

/** Base64 of what the number of a bot begins with, three digits. */
const BOT_NUMBERS = Array.from({ length: 900 }, (_, index) => btoa(String(100 + index)));

/** The end of a URL, also where that is escaped. */
const PATH = '[A-Za-z0-9/%_-]{20,512}';

/** Chats, mails and calls, and the addresses that post to them. */
export const MESSAGING: TokenTable = {
  Slack: [
    { kind: 'slack-bot-token', starts: ['xoxb-'], rest: word(16) },
    { kind: 'slack-user-token', starts: ['xoxp-'], rest: word(16) },
    { kind: 'slack-token', starts: ['xoxa-', 'xoxo-', 'xoxr-', 'xoxs-', 'xoxc-'], rest: word(16) },
    { kind: 'slack-cookie', starts: ['xoxd-'], rest: base64(32) },
    { kind: 'slack-configuration-token', starts: ['xoxe.xoxp-', 'xoxe.xoxb-', 'xoxe-'], rest: word(24) },
    { kind: 'slack-app-token', starts: ['xapp-', 'xwfp-'], rest: word(24), needsBorder: true },
    {
      kind: 'slack-webhook',
      starts: ['hooks.slack.com/', 'hooks.slack.com%2F', 'hooks.slack-gov.com/'],
      rest: PATH,
    },
  ],
  Discord: [
    {
      kind: 'discord-bot-token',
      starts: BOT_NUMBERS,
      rest: '[A-Za-z0-9]{18,24}[.][A-Za-z0-9_-]{6}[.][A-Za-z0-9_-]{12,64}',
      needsBorder: true,
    },
    {
      kind: 'discord-webhook',
      starts: [
        'discord.com/api/webhooks/',
        'discordapp.com/api/webhooks/',
        'discord.com%2Fapi%2Fwebhooks%2F',
        'discordapp.com%2Fapi%2Fwebhooks%2F',
      ],
      rest: PATH,
    },
  ],
  Telegram: [
    {
      kind: 'telegram-bot-token',
      starts: [':AA', '%3AAA', '%3aAA'],
      before: { characters: '[0-9]', minLength: 8, maxLength: 12 },
      rest: word(22),
    },
  ],
  'Microsoft Teams': [
    {
      kind: 'teams-webhook',
      starts: ['webhook.office.com/webhookb2/', 'webhook.office.com%2Fwebhookb2%2F'],
      rest: `[A-Za-z0-9-]{36}[@%40]{1,3}[A-Za-z0-9-]{36}${PATH}`,
    },
  ],
  Lark: [
    {
      kind: 'lark-webhook',
      starts: ['/open-apis/bot/v2/hook/', '%2Fopen-apis%2Fbot%2Fv2%2Fhook%2F'],
      rest: uuid(),
    },
  ],
  Twilio: [
    { kind: 'twilio-key', starts: HEX_DIGITS.map((digit) => `SK${digit}`), rest: hex(21), needsBorder: true },
    {
      kind: 'twilio-account',
      starts: HEX_DIGITS.map((digit) => `AC${digit}`),
      rest: hex(21),
      needsBorder: true,
    },
  ],
  SendGrid: [
    {
      kind: 'sendgrid-key',
      starts: ['SG.'],
      rest: '[A-Za-z0-9_-]{16,32}(?:[.][A-Za-z0-9_-]{1,64})?',
      needsBorder: true,
      mustLookRandom: true,
    },
  ],
  Mailgun: [
    {
      kind: 'mailgun-key',
      starts: ['key-', 'pubkey-'],
      rest: '[a-z0-9]{22,36}',
      needsBorder: true,
      mustLookRandom: true,
    },
  ],
  Mailchimp: [
    {
      kind: 'mailchimp-key',
      starts: ['-us'],
      before: { characters: '[a-f0-9]', minLength: 22, maxLength: 32 },
      rest: '[0-9]{1,2}(?![A-Za-z0-9-])',
      needsBorder: true,
    },
    { kind: 'mandrill-key', starts: ['md-'], rest: word(16, 64), needsBorder: true, mustLookRandom: true },
  ],
  Brevo: [{ kind: 'brevo-key', starts: ['xkeysib-', 'xsmtpsib-'], rest: word(48) }],
  MailerSend: [{ kind: 'mailersend-token', starts: ['mlsn.'], rest: hex(40) }],
  Resend: [
    {
      kind: 'resend-key',
      starts: ['re_'],
      rest: '[A-Za-z0-9]{8}_[A-Za-z0-9]{14,64}',
      needsBorder: true,
      mustLookRandom: true,
    },
  ],
  OneSignal: [{ kind: 'onesignal-key', starts: ['os_v2_app_', 'os_v2_org_'], rest: alphanumeric(60) }],
  PubNub: [
    { kind: 'pubnub-key', starts: ['sec-c-', 'sub-c-'], rest: '[A-Za-z0-9-]{24,64}', needsBorder: true },
  ],
  Zapier: [
    {
      kind: 'zapier-webhook',
      starts: ['hooks.zapier.com/hooks/catch/', 'hooks.zapier.com%2Fhooks%2Fcatch%2F'],
      rest: '[A-Za-z0-9/%]{6,64}',
    },
  ],
  IFTTT: [{ kind: 'ifttt-webhook-key', starts: ['/with/key/', '%2Fwith%2Fkey%2F'], rest: word(16) }],
};
