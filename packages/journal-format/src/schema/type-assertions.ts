/** Compiles only for `true`. */
export type Assert<Claim extends true> = Claim;

/** Whether two types are the same, optional keys included. Interfaces and what schemas infer compare by shape. */
export type Same<Left, Right> = Identical<Plain<Left>, Plain<Right>>;

type Identical<Left, Right> =
  (<T>() => T extends Left ? 1 : 2) extends <T>() => T extends Right ? 1 : 2 ? true : false;

/** A type with its object types written out. */
type Plain<Type> = Type extends object ? { [Key in keyof Type]: Plain<Type[Key]> } : Type;
