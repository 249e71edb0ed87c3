import { isCallKind, type StartOptions, type ToPanel, type VisitorChange } from "../shared/protocol";
import type { App } from "./app";
import { handOver } from "./handover";
import { updateVisitor } from "./visitor-update";

/** Runs a method of the element. What it throws, the page's promise is rejected with. */
export async function invoke(app: App, { method, argument }: Extract<ToPanel, { type: "invoke" }>): Promise<void> {
  switch (method) {
    case "start":
      if (app.screen === "chat") {
        throw new Error("a conversation is under way");
      }
      if (!(await app.form.submit((argument ?? {}) as StartOptions))) {
        throw new Error("the conversation was not started; the panel says why");
      }
      break;
    case "takeOver":
      await handOver(app, String(argument));
      break;
    case "send":
      if (!app.chat || !app.canWrite) {
        throw new Error("there is no conversation to send to");
      }
      if (await app.host.permits("beforeSend", { text: argument })) {
        app.chat.send(String(argument));
      }
      break;
    case "requestCall":
      if (!app.chat || !isCallKind(argument)) {
        throw new Error("there is no conversation to call from");
      }
      await app.calling.request(argument);
      break;
    case "end":
      await app.end();
      break;
    case "update":
      await updateVisitor(app, argument as VisitorChange);
      break;
  }
}
