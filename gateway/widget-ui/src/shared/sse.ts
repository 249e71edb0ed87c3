/** One event of a `text/event-stream` body. */
export interface StreamEvent {
  event: string;
  data: string;
}

/**
 * Reads `text/event-stream` text as it arrives in pieces. `EventSource` cannot send a bearer token, so the panel reads the body of
 * a fetch. Ids are not kept: every event's data carries its position.
 */
export class StreamReader {
  #rest = "";
  #event = "";
  #data: string[] = [];
  #afterReturn = false;

  /** The events that this piece completes. */
  push(piece: string): StreamEvent[] {
    const found: StreamEvent[] = [];
    let text = this.#afterReturn && piece.startsWith("\n") ? piece.slice(1) : piece;
    this.#afterReturn = piece === "" ? this.#afterReturn : piece.endsWith("\r");
    text = this.#rest + text;
    const lines = text.split(/\r\n|\n|\r/);
    this.#rest = lines.pop() ?? "";
    for (const line of lines) {
      const event = this.#line(line);
      if (event) {
        found.push(event);
      }
    }
    return found;
  }

  #line(line: string): StreamEvent | null {
    if (line === "") {
      const event = this.#data.length > 0 ? { event: this.#event || "message", data: this.#data.join("\n") } : null;
      this.#event = "";
      this.#data = [];
      return event;
    }
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") {
      this.#event = value;
    } else if (field === "data") {
      this.#data.push(value);
    }
    return null;
  }
}
