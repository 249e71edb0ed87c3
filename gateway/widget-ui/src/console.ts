import { render } from "lit-html";
import "./console.css";
import { page, type Details, type Seen, type Status } from "./console/view";

const REFRESH_MS = 5_000;
const root = document.createElement("main");
document.body.append(root);

/** Kept for as long as the page is open, and nowhere else. */
let authorization: string | null = null;
let seen: Seen = { status: null, reach: "silent", details: null };
let wrong = false;

async function ask(path: string, headers: Record<string, string> = {}): Promise<Response> {
  // Without the browser's own log-in window: the page has a form for that.
  return fetch(path, { headers: { Accept: "application/json", ...headers }, cache: "no-store", credentials: "omit", signal: AbortSignal.timeout(4_000) });
}

async function look(): Promise<Seen> {
  try {
    const response = await ask("/api/status/v1");
    if (!response.ok) {
      return { status: null, reach: "without-database", details: null };
    }
    return { status: (await response.json()) as Status, reach: "answers", details: await lookCloser() };
  } catch {
    return { status: null, reach: "silent", details: null };
  }
}

async function lookCloser(): Promise<Details | null> {
  if (authorization === null) {
    return null;
  }
  const response = await ask("/api/admin/v1/status", { Authorization: authorization });
  wrong = response.status === 401;
  if (wrong) {
    authorization = null;
  }
  return response.ok ? ((await response.json()) as Details) : null;
}

async function refresh(): Promise<void> {
  seen = await look();
  render(page(seen, { wrong, signIn, signOut }), root);
}

function signIn(event: SubmitEvent): void {
  event.preventDefault();
  const password = new FormData(event.target as HTMLFormElement).get("password");
  const bytes = new TextEncoder().encode(`admin:${String(password)}`);
  authorization = `Basic ${btoa(String.fromCharCode(...bytes))}`;
  void refresh();
}

function signOut(): void {
  authorization = null;
  void refresh();
}

void refresh();
setInterval(() => document.visibilityState === "visible" && void refresh(), REFRESH_MS);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && void refresh());
