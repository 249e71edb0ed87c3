/** One event of a `text/event-stream` body. */
export interface StreamEvent {
  event: string;
  data: string;
}

/** How long a stream may stay silent; the gateway writes a comment line every 15 s. */
const SILENCE_MS = 25_000;

/**
 * Reads a `text/event-stream` body until it ends. `EventSource` cannot send a bearer token, hence this reader.
 * Rejects when the line breaks or falls silent.
 */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = "";
  let event = "message";
  let data: string[] = [];
  try {
    for (;;) {
      const chunk = await withinSilence(reader.read());
      if (chunk.done) return;
      const lines = (rest + chunk.value).split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (line === "") {
          if (data.length) yield { event, data: data.join("\n") };
          event = "message";
          data = [];
        } else if (line.startsWith("event:")) event = line.slice(6).trim();
        else if (line.startsWith("data:")) data.push(line.slice(5).replace(/^ /, ""));
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function withinSilence<T>(read: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => { reject(new Error("signal stream fell silent")); }, SILENCE_MS);
    read.then(resolve, reject).finally(() => { clearTimeout(timer); });
  });
}
