import { AI_PROVIDERS } from './ai-providers.js';
import { BUSINESS_TOOLS } from './business-tools.js';
import { CLOUDS } from './clouds.js';
import { CODE_HOSTS } from './code-hosts.js';
import { DATABASES } from './databases.js';
import { DEVELOPER_TOOLS } from './developer-tools.js';
import { IDENTITY } from './identity.js';
import { MESSAGING } from './messaging.js';
import { MONITORING } from './monitoring.js';
import { PACKAGE_REGISTRIES } from './package-registries.js';
import { PAYMENTS } from './payments.js';
import { PRIVATE_KEYS } from './private-keys.js';
import { SHARED_SHAPES } from './shared-shapes.js';
import type { TokenRule, TokenTable } from './token-rule.js';

/** All tables. Of two rules that find the same text, the first one gives its name. */
export const TOKEN_TABLES: readonly TokenTable[] = [
  AI_PROVIDERS,
  CODE_HOSTS,
  CLOUDS,
  DATABASES,
  MESSAGING,
  PAYMENTS,
  MONITORING,
  PACKAGE_REGISTRIES,
  IDENTITY,
  PRIVATE_KEYS,
  DEVELOPER_TOOLS,
  BUSINESS_TOOLS,
  SHARED_SHAPES,
];

/** Secrets that are known by their shape. */
export const TOKEN_RULES: readonly TokenRule[] = TOKEN_TABLES.flatMap((table) => Object.values(table).flat());
