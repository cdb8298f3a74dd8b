import { describe, expect, it } from 'vitest';
import * as frontmatter from './frontmatter.js';
import * as entry from './index.js';
import * as parse from './parse.js';
import * as remark from './remark.js';
import * as schema from './schema.js';
import * as yamlFrontmatter from './yaml-frontmatter.js';

const names = (module: object) => Object.keys(module).sort();

describe('@opta/journal-format', () => {
  it('exports exactly these names', () => {
    expect(names(entry)).toEqual([
      'JournalFormatError',
      'assertTimeZone',
      'buildSessionLogTree',
      'buildUpdateLogTree',
      'eventCategory',
      'eventLogFileName',
      'eventSeverity',
      'formatDuration',
      'formatSessionLog',
      'formatUpdateLog',
      'isTimeZone',
      'isoTimestamp',
      'listTimeZones',
      'parseLogFileName',
      'sessionLogFileName',
      'slugify',
      'systemTimeZone',
      'updateLogFileName',
      'zoneOffsetMinutes',
      'zonedTime',
      'zonedTimeToEpoch',
    ]);
  });

  it('exports exactly these names from ./parse', () => {
    expect(names(parse)).toEqual([
      'JournalFormatError',
      'detectDialect',
      'parseSessionLog',
      'parseUpdateLog',
      'safeParseSessionLog',
      'safeParseUpdateLog',
    ]);
  });

  it('exports exactly these names from ./schema, ./frontmatter, ./yaml-frontmatter and ./remark', () => {
    expect(names(schema)).toEqual(['sessionLogSchema', 'updateLogSchema']);
    expect(names(frontmatter)).toEqual(['readFrontmatter']);
    expect(names(yamlFrontmatter)).toEqual(['readYamlFrontmatter']);
    expect(names(remark)).toEqual(['journalPreset']);
  });
});
