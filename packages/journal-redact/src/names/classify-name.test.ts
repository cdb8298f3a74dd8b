import { describe, expect, it } from 'vitest';
import { classifyName } from './classify-name.js';
import { NAME_LITERALS, TOKEN_LITERAL } from './name-literals.js';
import { LAST_WORDS, SECRET_ENDINGS, SECRET_WORDS, WEAK_WORDS } from './name-tables.js';
import { splitWords } from './split-words.js';

const SECRET_NAMES =
  `api_key apiKey X-Api-Key x-api-key APIKEY api.key authorization Authorization Proxy-Authorization
  set-cookie Cookie password PASSWORD Password2 password_new db_password dbpassword MYSQL_PWD passphrase HF_TOKEN
  hftoken access_token refreshToken csrf_token X-CSRF-Token client_secret clientSecret AWS_SECRET_ACCESS_KEY
  secretAccessKey PSK wifi_psk pin userPin linear_secret sumoapikey discordapikey jfrog-access-token nrjsApiKey
  hmac_key admin_key x-admin-key _authToken privateKey spring.datasource.password AccountKey SharedAccessKey
  X-Amz-Security-Token GOOGLE_API_KEY api_key_prod webhook_secret signing_key credentials access_tokens
  session_token ENCRYPTION_KEY openai_key`.split(/\s+/);

const HARMLESS_NAMES =
  `max_tokens total_tokens token_count tokens_per_second confirmation_token_count token_not_found
  author auth_mode cache_key monkey keyboard keep_alive_sec partition_key token_limit pad_token stop_token next_token
  token_budget n_tokens tokenization_ms image_token_index draft_tokens_accepted primary_key public_key session_id
  request_id token_type TOKENIZERS_PARALLELISM password_policy secret_name api_key_env access_key_id commit tokens
  turnkey prompt_tokens eosToken tokenizer keys_total authorName cookie_consent passing compass subtoken key_id
  credential_helper secretary`.split(/\s+/);

describe('classifyName', () => {
  it.each(SECRET_NAMES)('knows %s as the name of a secret', (name) => {
    expect(classifyName(name)?.isCertain).toBe(true);
  });

  it.each(HARMLESS_NAMES)('lets %s be', (name) => {
    expect(classifyName(name)).toBeUndefined();
  });

  it.each(['key', 'auth', 'token', 'sig', 'wandb.serial'])(
    'wants %s to have a value that looks random',
    (name) => {
      expect(classifyName(name)?.isCertain).toBe(false);
    },
  );

  it.each([
    ['api_key', 'api-key'],
    ['dbPassword', 'password'],
    ['HF_TOKEN', 'token'],
    ['Set-Cookie', 'cookie'],
  ])('calls the value of %s %s', (name, kind) => {
    expect(classifyName(name)?.kind).toBe(kind);
  });
});

describe('NAME_LITERALS', () => {
  it('have a part of every word that can make a name one of a secret', () => {
    const words = [...SECRET_WORDS, ...SECRET_ENDINGS, ...LAST_WORDS, ...WEAK_WORDS].map(([word]) => word);
    const isMet = (word: string): boolean =>
      [...NAME_LITERALS, TOKEN_LITERAL].some((literal) => `${word}=`.includes(literal));
    expect(words.filter((word) => !isMet(word))).toEqual([]);
  });
});

describe('splitWords', () => {
  it('gives the same words for every spelling', () => {
    for (const name of ['X-Api-Key', 'xApiKey', 'x_api_key', 'X API Key', 'XApiKey']) {
      expect(splitWords(name)).toEqual(['x', 'api', 'key']);
    }
  });
});
