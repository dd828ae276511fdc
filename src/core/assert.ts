/** Makes a switch over a union exhaustive: a new member does not compile until every screen draws it. */
export function assertNever(value: never): never {
  throw new Error(`unexpected variant: ${JSON.stringify(value)}`);
}
