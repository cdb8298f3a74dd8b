/**
 * Zones whose abbreviation only some locale knows. CLDR lists an abbreviation for the locales of the region
 * that uses it: Australia/Sydney is AEDT in en-AU and GMT+11 in en-US. The first row that fits counts.
 */
const LOCALES: readonly (readonly [zone: RegExp, locale: string])[] = [
  [/^(?:Australia|Antarctica\/Macquarie)/, 'en-AU'],
  [/^Pacific\/(?:Auckland|Chatham)$|^NZ/, 'en-NZ'],
  [/^Europe\//, 'en-GB'],
  [/^Asia\/(?:Kolkata|Calcutta)$/, 'en-IN'],
  [/^Asia\/Tokyo$|^Japan$/, 'ja-JP'],
  [/^Asia\/Hong_Kong$|^Hongkong$/, 'en-HK'],
  [/^Asia\/Singapore$|^Singapore$/, 'en-SG'],
  [/^Africa\/(?:Johannesburg|Maseru|Mbabane)$/, 'en-ZA'],
  [/^Africa\/(?:Lagos|Luanda|Kinshasa|Libreville|Niamey|Douala)$/, 'en-NG'],
  [/^Africa\/(?:Nairobi|Kampala|Dar_es_Salaam|Mogadishu|Djibouti|Addis_Ababa)$/, 'en-KE'],
  [
    /^Canada\/|^America\/(?:St_Johns|Halifax|Glace_Bay|Moncton|Goose_Bay|Toronto|Winnipeg|Regina|Edmonton|Vancouver|Whitehorse|Iqaluit)$/,
    'en-CA',
  ],
];

/** The locale that has an abbreviation for a zone, `en-US` where none is known to. */
export function localeOfZone(timeZone: string): string {
  return LOCALES.find(([zone]) => zone.test(timeZone))?.[1] ?? 'en-US';
}
