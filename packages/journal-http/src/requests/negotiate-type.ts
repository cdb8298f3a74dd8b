/** A media range of an Accept header. */
interface AcceptedRange {
  type: string;
  subtype: string;
  weight: number;
}

/**
 * The media type that a client likes best. Where it likes several alike, the first of `offered`.
 *
 * @param accept - the Accept header; absent: everything is welcome
 * @param offered - what there is, without parameters, the preferred one first
 * @returns undefined when the client takes none of it
 * @remarks Source: RFC 9110, 12.5.1. Parameters of media types other than `q` are not looked at.
 */
export function negotiateType<Type extends string>(
  accept: string | null,
  offered: readonly Type[],
): Type | undefined {
  if (accept === null || accept.trim() === '') return offered[0];
  const ranges = accept.split(',').map(parseRange);
  let best: { type: Type; weight: number } | undefined;
  for (const type of offered) {
    const weight = weightOf(type, ranges);
    if (weight > (best?.weight ?? 0)) best = { type, weight };
  }
  return best?.type;
}

function parseRange(text: string): AcceptedRange {
  const [range = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const [type = '', subtype = ''] = range.split('/');
  const q = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  const weight = q === undefined ? 1 : Number(q);
  return { type, subtype, weight: weight >= 0 && weight <= 1 ? weight : 0 };
}

/** Of all ranges that a type is in, the narrowest one counts. */
function weightOf(offered: string, ranges: readonly AcceptedRange[]): number {
  const [type, subtype] = offered.split('/');
  const exact = ranges.find((range) => range.type === type && range.subtype === subtype);
  const sameType = ranges.find((range) => range.type === type && range.subtype === '*');
  const any = ranges.find((range) => range.type === '*' && range.subtype === '*');
  return (exact ?? sameType ?? any)?.weight ?? 0;
}
