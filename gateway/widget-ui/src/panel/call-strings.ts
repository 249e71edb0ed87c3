/** Words of the call module: what the page or the application sets under `call.module.<key>`. */
export function callStrings(...sources: Record<string, string>[]): Record<string, string> {
  const prefix = "call.module.";
  return Object.fromEntries(
    sources
      .flatMap((source) => Object.entries(source))
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, text]) => [key.slice(prefix.length), text]),
  );
}
