/** The headers of one call as its context has them; oRPC hands them on alike from a port and from HTTP. */
export function headersOf(headers: Readonly<Record<string, string | readonly string[] | undefined>>): {
  get(name: string): string | null;
} {
  return {
    get(name) {
      const value = headers[name.toLowerCase()];
      if (value === undefined) return null;
      return typeof value === 'string' ? value : value.join(', ');
    },
  };
}
