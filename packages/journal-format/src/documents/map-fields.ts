/** A copy of an object in which each field that is there went through its function; others are left out. */
export function mapFields<Fields extends object>(
  fields: Fields,
  functions: { [Name in keyof Fields]-?: (value: Exclude<Fields[Name], undefined>) => Fields[Name] },
): Fields {
  const copy: Partial<Fields> = {};
  for (const name of Object.keys(functions) as (keyof Fields)[]) {
    const value = fields[name];
    if (value !== undefined) copy[name] = functions[name](value as Exclude<Fields[typeof name], undefined>);
  }
  return copy as Fields;
}
