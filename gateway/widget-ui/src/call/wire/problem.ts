/** An RFC 9457 answer of the gateway, or the absence of any answer. */
export class CallProblem extends Error {
  constructor(
    /** Last part of the problem's `type`, or `offline` when nothing answered. */
    readonly slug: string,
    readonly status: number,
    detail: string,
    readonly retryAfterSeconds?: number,
    /** What the gateway advises: `retry`, `refresh-token`, `restart`, `fix-input` or `none`. */
    readonly action = "none",
  ) {
    super(detail);
    this.name = "CallProblem";
  }

  /** True when the same request may work later; false when only the person can change the outcome. */
  get temporary(): boolean {
    return this.action === "retry" || this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

export async function problemOf(response: Response): Promise<CallProblem> {
  const body = await response.json().catch(() => ({})) as Record<string, unknown>;
  const type = typeof body["type"] === "string" ? body["type"] : "";
  const slug = type.slice(type.lastIndexOf("/") + 1) || `http-${response.status}`;
  const detail = [body["detail"], body["title"]].find((text) => typeof text === "string") ?? response.statusText;
  const retryAfter = Number(response.headers.get("Retry-After"));
  return new CallProblem(
    slug, response.status, String(detail), retryAfter > 0 ? retryAfter : undefined, String(body["action"] ?? "none"),
  );
}

export function asProblem(error: unknown): CallProblem {
  if (error instanceof CallProblem) return error;
  return new CallProblem("offline", 0, error instanceof Error ? error.message : String(error));
}
