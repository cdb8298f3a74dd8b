/**
 * The words by which the name of a field is judged. A word is judged whole: `monkey` has no `key` in it, `author`
 * no `auth`.
 */

/** Words that name a secret wherever they stand in a name → what a replacement calls it. */
export const SECRET_WORDS: ReadonlyMap<string, string> = new Map([
  ...entries('password', [
    'password',
    'passwords',
    'passwd',
    'passphrase',
    'passphrases',
    'passcode',
    'pwd',
    'passwort',
    'kennwort',
    'senha',
    'contrase',
    'contrasena',
    'wachtwoord',
  ]),
  ...entries('secret', ['secret', 'secrets', 'psk', 'hmac', 'mnemonic']),
  ...entries('credential', ['credential', 'credentials', 'creds']),
  ...entries('authorization', ['authorization', 'bearer']),
  ...entries('cookie', ['cookie', 'cookies']),
  ...entries('token', ['csrf', 'xsrf', 'jwt', 'apitoken', 'authtoken', 'accesstoken', 'refreshtoken']),
  ...entries('api-key', ['apikey', 'apikeys']),
  ...entries('private-key', [
    'privatekey',
    'privkey',
    'secretkey',
    'accesskey',
    'signingkey',
    'encryptionkey',
  ]),
  ...entries('otp', ['otp', 'totp']),
  ...entries('pin', ['pincode']),
]);

/** Ends of a word that is written without a border between its parts: `dbpassword`, `sumoapikey`. */
export const SECRET_ENDINGS: ReadonlyMap<string, string> = new Map([
  ...entries('password', ['password', 'passwd', 'passphrase', 'passcode']),
  ...entries('api-key', ['apikey']),
  ...entries('private-key', [
    'privatekey',
    'secretkey',
    'accesskey',
    'signingkey',
    'encryptionkey',
    'licensekey',
  ]),
  ...entries('secret', ['secret']),
  ...entries('token', ['token']),
]);

/** Words that name a secret only at the end of a name → what a replacement calls it. */
export const LAST_WORDS: ReadonlyMap<string, string> = new Map([['pin', 'pin']]);

/** Before `key` at the end of a name. */
const SECRET_KEY_WORDS: ReadonlySet<string> = new Set(
  words(`access account activation admin anon api app application auth authentication client console consumer data
    decryption deploy encryption function functions hmac ingest ingestion instance integration licence license master
    mgmt owner personal pre preshared private product provisioning recovery registration root secret security server
    service session shared signature signing ssh storage subscription token user wallet webhook wifi write
    aws azure gcp google openai anthropic cohere mistral groq gemini hf huggingface replicate together wandb comet
    stripe sendgrid mailgun twilio datadog newrelic sentry algolia firebase supabase tailscale cloudflare`),
);

/** Before `key` at the end of a name: a name for something in a table, and no secret. */
const HARMLESS_KEY_WORDS: ReadonlySet<string> = new Set(
  words(`array bucket cache candidate chart column composite config configuration context cursor dedupe dict entry
    env event field foreign form group grouping hash header host hot hotkey idempotency index item join json
    keyboard label language list locale lock lookup lru map message metric model natural node object option params
    partition path primary prefix property public query range react record redis registry ring route routing row
    s3 search setting shard short sort state stats store table tag temp translation type unique value yaml`),
);

/** Before `token` or at its front: a piece of text in a model's vocabulary, or a place in a list. */
const HARMLESS_TOKEN_WORDS: ReadonlySet<string> = new Set(
  words(`accepted added audio begin bos cached class cls completion continuation context cur current cursor de
    decode draft end eos eot first forced image img input last logit lparen mask max mean median min model multi n
    new next num number output pad padding page per post pre predicted prev previous prompt reasoning rejected
    response sampled sep separator special start stop sub sync system target text think thinking total unexpected
    unk unknown video vision vocab word`),
);

/** Before `tokens` at the end of a name, which else counts or lists pieces of text. */
export const SECRET_TOKENS_WORDS: ReadonlySet<string> = new Set(
  words('access api auth bearer csrf deploy personal refresh secret session'),
);

/** Says how or where a secret is, and is none: `token_count`, `auth_mode`, `password_policy`, `api_key_env`. */
const HARMLESS_LAST_WORDS: ReadonlySet<string> = new Set(
  words(`absent age alg algo algorithm at attempts available bucket budget bytes changed chars class consent count
    counter counts created dir directory disabled domain enabled encoding endpoint env error errors exists expired
    expires expiration expiry field file filename flow format found from header helper hint host id ids index
    invalid issuer jar kind label latency len length level limit limits location loaded management manager max
    message method min missing mode ms name names needed num ok offset parameter path per placeholder policy
    position prefix present prompt protected provider rate ratio ref regex region required reset rotated rotation
    samesite scope scopes sec seconds set size source speed stage state status store strength supported time
    timeout total ttl type types unit updated uri url usage used user username valid validation valid version
    visible window`),
);

/** Says which one, and changes nothing: `password2`, `api_key_prod`, `token_value`. */
const NEUTRAL_LAST_WORDS: ReadonlySet<string> = new Set(
  words(`a b base64 b64 backup code confirm confirmation current default dev development digest encoded encrypted hash
    hashed hex local main new old plain plaintext primary prod production raw secondary staging str string test
    text tmp v value`),
);

/** Names that may bear a secret: only what looks random is taken there. */
export const WEAK_WORDS: ReadonlyMap<string, string> = new Map([
  ...entries('credential', [
    'auth',
    'authentication',
    'sid',
    'sig',
    'signature',
    'login',
    'pass',
    'phpsessid',
  ]),
  ...entries('key', ['key', 'keys', 'serial', 'license', 'licence']),
  ...entries('token', ['token']),
]);

/** Names of collections whose every text is a secret. */
const COLLECTION_WORDS: ReadonlySet<string> = new Set(
  words('secrets credentials creds passwords cookies apikeys'),
);

/** The words by which the name of a field is judged. */
export interface NameTables {
  secretWords: ReadonlyMap<string, string>;
  secretEndings: ReadonlyMap<string, string>;
  lastWords: ReadonlyMap<string, string>;
  weakWords: ReadonlyMap<string, string>;
  secretKeyWords: ReadonlySet<string>;
  secretTokensWords: ReadonlySet<string>;
  harmlessKeyWords: ReadonlySet<string>;
  harmlessTokenWords: ReadonlySet<string>;
  harmlessLastWords: ReadonlySet<string>;
  neutralLastWords: ReadonlySet<string>;
  collectionWords: ReadonlySet<string>;
}

export const NAME_TABLES: NameTables = {
  secretWords: SECRET_WORDS,
  secretEndings: SECRET_ENDINGS,
  lastWords: LAST_WORDS,
  weakWords: WEAK_WORDS,
  secretKeyWords: SECRET_KEY_WORDS,
  secretTokensWords: SECRET_TOKENS_WORDS,
  harmlessKeyWords: HARMLESS_KEY_WORDS,
  harmlessTokenWords: HARMLESS_TOKEN_WORDS,
  harmlessLastWords: HARMLESS_LAST_WORDS,
  neutralLastWords: NEUTRAL_LAST_WORDS,
  collectionWords: COLLECTION_WORDS,
};

function words(list: string): string[] {
  return list.split(/\s+/);
}

function entries(kind: string, names: readonly string[]): [string, string][] {
  return names.map((name) => [name, kind]);
}
