import { html, nothing, type TemplateResult } from "lit-html";

/** `GET /api/status/v1`. */
export interface Status {
  state: "up" | "attention";
  startedAt: string;
  plugins: { name: string; running: boolean }[];
  vendors: { vendor: string; partly: boolean; since?: string }[];
}

/** `GET /api/admin/v1/status`. */
export interface Details {
  connections: { connectionId: string; name: string; vendor: string; state: "up" | "down" | "unknown"; since?: string; reason?: string; warning?: string; note?: string; checkedAt?: string }[];
  plugins: { file: string; running: boolean; problem?: string }[];
  parkedDeliveries: number;
  failedCommands: number;
  waitingCommands: number;
  runningCalls: number;
}

/** What the last look found; `details` only once the administrator has signed in. */
export interface Seen {
  status: Status | null;
  reach: "answers" | "without-database" | "silent";
  details: Details | null;
}

export interface SignIn {
  wrong: boolean;
  signIn: (event: SubmitEvent) => void;
  signOut: () => void;
}

const ANSWER = { up: "answers", down: "no answer", unknown: "being asked" };

export function page(seen: Seen, sign: SignIn): TemplateResult {
  const { status, details } = seen;
  return html`<header>
      <h1>Visavis <span>console</span></h1>
      ${details ? html`<button type="button" @click=${sign.signOut}>Sign out</button>` : nothing}
    </header>
    ${overall(seen)} ${details ? closer(details) : status ? atFirstSight(status, sign) : nothing}
    <footer>
      ${status ? html`Running since ${moment(status.startedAt)}. ` : nothing}More: <a href="/health">health</a>,
      <a href="/prometheus">metrics</a>, <a href="/openapi">OpenAPI</a>, <a href="/asyncapi">AsyncAPI</a>.
    </footer>`;
}

function overall(seen: Seen): TemplateResult {
  const troubles = seen.status ? troublesOf(seen.status, seen.details) : [];
  const up = seen.status?.state === "up";
  const words =
    seen.reach === "silent" ? "The gateway does not answer."
    : seen.reach === "without-database" ? "The gateway runs, but cannot reach its database."
    : up ? "Everything is running."
    : troubles.length === 1 ? "One thing needs attention."
    : troubles.length > 1 ? `${troubles.length} things need attention.`
    : "Something needs attention. Sign in to see what.";
  return html`<section class="overall ${up ? "up" : "down"}" role="status" data-testid="vv-health">
    <h2><span class="dot" aria-hidden="true"></span>${words}</h2>
    ${troubles.length > 0 ? html`<ul>${troubles.map((trouble) => html`<li>${trouble}</li>`)}</ul>` : nothing}
  </section>`;
}

/** Each in a sentence, the gravest first. */
function troublesOf(status: Status, details: Details | null): string[] {
  const vendors = details
    ? details.connections.filter((it) => it.state === "down").map((it) => troubled(`The connection ${it.name}`, it.since))
    : status.vendors.map((it) => it.partly ? troubled(`A connection to ${it.vendor}`, it.since) : idle(it.vendor, it.since));
  const plugins = details
    ? details.plugins.filter((it) => it.problem).map((it) => (it.running ? `A new ${it.file} is refused; the one before runs.` : `${it.file} is refused.`))
    : status.plugins.filter((it) => !it.running).map((it) => `The plugin ${it.name} does not run.`);
  const warnings = (details?.connections ?? []).filter((it) => it.warning).map((it) => `The connection ${it.name} works, but comes with a warning.`);
  return [
    ...vendors,
    ...warnings,
    ...plugins,
    ...counted(details?.failedCommands, "message or command was given up", "messages or commands were given up"),
    ...counted(details?.parkedDeliveries, "delivery was set aside", "deliveries were set aside"),
  ];
}

function counted(count: number | undefined, one: string, many: string): string[] {
  return count ? [`${count} ${count === 1 ? one : many}.`] : [];
}

function atFirstSight(status: Status, sign: SignIn): TemplateResult {
  return html`${list("Plugins", status.plugins.map((it) => row(it.name, "", it.running ? "up" : "down", it.running ? "runs" : "does not run")))}
    <form class="card" @submit=${sign.signIn}>
      <p>Connections, calls and what waits are for the administrator.</p>
      <input type="text" name="user" value="admin" autocomplete="username" hidden />
      <label><span>Password of <em>admin</em></span><input type="password" name="password" required autocomplete="current-password" /></label>
      <button type="submit">Sign in</button>
      ${sign.wrong ? html`<p class="wrong" role="alert">That is not the password. It stands in the file <code>admin-password</code> of the gateway's home.</p>` : nothing}
    </form>`;
}

function closer(details: Details): TemplateResult {
  return html`<dl class="figures">
      ${figure("Calls running", details.runningCalls, false)} ${figure("Waiting for vendors", details.waitingCommands, false)}
      ${figure("Given up", details.failedCommands, details.failedCommands > 0)} ${figure("Set aside", details.parkedDeliveries, details.parkedDeliveries > 0)}
    </dl>
    ${list(
      "Contact centres",
      details.connections.map((it) =>
        row(
          it.name,
          it.reason ?? it.warning ?? (it.note ? `${it.vendor}: ${it.note}` : it.vendor),
          it.warning ? "down" : it.state,
          it.warning && !it.reason ? "answers, with a warning" : `${ANSWER[it.state]}${since(it.since)}`,
        ),
      ),
    )}
    ${list("Plugins", details.plugins.map((it) => row(it.file, it.problem ?? "", it.problem ? "down" : "up", it.running ? "runs" : "refused")))}`;
}

function figure(name: string, count: number, alarming: boolean): TemplateResult {
  return html`<div class=${alarming ? "down" : ""}><dt>${name}</dt><dd>${count}</dd></div>`;
}

function list(title: string, rows: TemplateResult[]): TemplateResult {
  return html`<section><h3>${title}</h3>
    ${rows.length > 0 ? html`<ul class="card">${rows}</ul>` : html`<p class="card none">None yet.</p>`}
  </section>`;
}

function row(name: string, detail: string, state: "up" | "down" | "unknown", value: string): TemplateResult {
  return html`<li class=${state}>
    <span class="dot" aria-hidden="true"></span>
    <span class="what"><strong>${name}</strong>${detail ? html`<small>${detail}</small>` : nothing}</span>
    <span class="value">${value}</span>
  </li>`;
}

/** Whose fault it is the reason tells: a key may be refused by a vendor who answers everybody else. */
function troubled(connection: string, at: string | undefined): string {
  return at ? `${connection} has not worked${since(at)}.` : `${connection} does not work.`;
}

function idle(vendor: string, at: string | undefined): string {
  return at ? `No connection to ${vendor} has worked${since(at)}.` : `No connection to ${vendor} works.`;
}

function since(at: string | undefined): string {
  return at ? ` since ${moment(at)}` : "";
}

/** The time of day; with the date when it is another day's. */
function moment(at: string): string {
  const date = new Date(at);
  const today = date.toDateString() === new Date().toDateString();
  return date.toLocaleString([], today ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" });
}
