import type { ProblemAction, ProblemBody } from "../wire";

const TIMEOUT_MS = 20_000;

/** The gateway answered, and the answer was no (RFC 9457). */
export class Problem extends Error {
  readonly action: ProblemAction;
  readonly errors: { field: string; message: string }[];

  constructor(
    readonly status: number,
    body: ProblemBody,
    /** The server's wish for a pause, in milliseconds. */
    readonly retryAfterMs: number | null = null,
  ) {
    super(body.detail ?? body.title ?? `HTTP ${status}`);
    this.action = body.action ?? actionFor(status);
    this.errors = body.errors ?? [];
  }
}

/** No answer: offline, cut off, too slow. The request may have arrived. */
export class NoAnswer extends Error {}

export interface RequestOptions {
  method?: "GET" | "POST";
  body?: unknown;
  token?: string;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** Sends JSON, returns JSON; throws Problem or NoAnswer, nothing else. */
export async function requestJson<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const response = await send(path, options, "application/json");
  const text = await response.text().catch(() => {
    throw new NoAnswer("the answer broke off");
  });
  return (text === "" ? {} : parse(text)) as T;
}

/** A response of any media type, its body unread; throws as `requestJson`. */
export async function send(path: string, options: RequestOptions, accept: string): Promise<Response> {
  const headers: Record<string, string> = { Accept: accept, ...options.headers };
  if (options.token) {
    headers["Authorization"] = `Bearer ${options.token}`;
  }
  if (options.body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  const init: RequestInit = {
    method: options.method ?? "GET",
    headers,
    credentials: "omit",
    cache: "no-store",
    signal: options.signal ?? AbortSignal.timeout(TIMEOUT_MS),
  };
  if (options.body !== undefined) {
    init.body = JSON.stringify(options.body);
  }
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (failure) {
    throw new NoAnswer(failure instanceof Error ? failure.message : String(failure));
  }
  if (!response.ok) {
    const text = await response.text().catch(() => "");
    const parsed = parse(text);
    throw new Problem(response.status, isObject(parsed) ? (parsed as ProblemBody) : {}, retryAfter(response));
  }
  return response;
}

/** Whether trying the same request again may help. */
export function worthRepeating(failure: unknown): boolean {
  return failure instanceof NoAnswer || (failure instanceof Problem && (failure.action === "retry" || failure.status >= 500));
}

/** What to tell the visitor of a failure. */
export function reasonOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}

function actionFor(status: number): ProblemAction {
  if (status === 401) {
    return "refresh-token";
  }
  return status === 429 || status >= 500 ? "retry" : "none";
}

function retryAfter(response: Response): number | null {
  const seconds = Number(response.headers.get("Retry-After"));
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 120) * 1000 : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
