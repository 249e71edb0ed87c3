/** Files dragged over the panel. */
export class Drops {
  over = false;
  #depth = 0;

  constructor(
    private readonly changed: () => void,
    private readonly take: (files: File[]) => void,
  ) {}

  handle(event: DragEvent, allowed: boolean): void {
    if (!event.dataTransfer?.types.includes("Files")) {
      return;
    }
    event.preventDefault();
    if (event.type === "dragenter") {
      this.#depth++;
    } else if (event.type === "dragleave") {
      this.#depth--;
    } else if (event.type === "drop") {
      this.#depth = 0;
      if (allowed) {
        this.take([...event.dataTransfer.files]);
      }
    }
    const over = allowed && this.#depth > 0;
    if (over !== this.over) {
      this.over = over;
      this.changed();
    }
  }
}
